"""A card reader by libpcsclite, with nothing but the standard library."""
import ctypes
from ctypes import byref, c_char, c_char_p, c_long, c_ulong, c_void_p, create_string_buffer

SCOPE_SYSTEM, SHARE_SHARED, PROTOCOL_T1, RESET_CARD, UNPOWER_CARD = 2, 2, 2, 1, 2
STATE_UNAWARE, STATE_UNKNOWN, STATE_EMPTY, STATE_PRESENT = 0, 0x04, 0x10, 0x20
RAPDU_MAX = 65538


class IoRequest(ctypes.Structure):
    """SCARD_IO_REQUEST; on Linux its members are of the size of long."""

    _fields_ = [("protocol", c_ulong), ("length", c_ulong)]


class ReaderState(ctypes.Structure):
    """SCARD_READERSTATE."""

    _fields_ = [("name", c_char_p), ("user_data", c_void_p), ("current", c_ulong), ("event", c_ulong),
                ("atr_length", c_ulong), ("atr", c_char * 33)]


class Reader:
    """A reader of the service, by default the first, and the card in it. Everything that fails raises OSError."""

    def __init__(self):
        self.lib = ctypes.CDLL("libpcsclite.so.1")
        self.context, self.card = c_long(), c_long()

    def must(self, function, *arguments):
        call = getattr(self.lib, function)
        call.restype = c_long
        code = call(*arguments) & 0xFFFFFFFF
        if code != 0:
            raise OSError(f"{function}: {code:08X}")

    def open(self):
        self.must("SCardEstablishContext", c_ulong(SCOPE_SYSTEM), None, None, byref(self.context))

    def first(self):
        length = c_ulong(0)
        self.must("SCardListReaders", self.context, None, None, byref(length))
        names = create_string_buffer(length.value)
        self.must("SCardListReaders", self.context, None, names, byref(length))
        return names.value

    def wait(self, name, wanted, milliseconds):
        """Until a card is there (STATE_PRESENT) or none is (STATE_EMPTY); each change has so much time."""
        state = ReaderState(name=name, current=STATE_UNAWARE)
        while not state.event & wanted:
            self.must("SCardGetStatusChange", self.context, c_ulong(milliseconds), byref(state), c_ulong(1))
            if state.event & STATE_UNKNOWN:
                raise OSError(f"there is no reader {name.decode()}")
            state.current = state.event

    def connect(self):
        self.open()
        self.connect_to(self.first())

    def connect_to(self, name):
        protocol = c_ulong()
        self.must("SCardConnect", self.context, c_char_p(name), c_ulong(SHARE_SHARED), c_ulong(PROTOCOL_T1),
                  byref(self.card), byref(protocol))

    def atr(self):
        name, atr = create_string_buffer(128), create_string_buffer(33)
        name_length, atr_length, state, protocol = c_ulong(128), c_ulong(33), c_ulong(), c_ulong()
        self.must("SCardStatus", self.card, name, byref(name_length), byref(state), byref(protocol), atr,
                  byref(atr_length))
        return atr.raw[: atr_length.value]

    def reset(self):
        protocol = c_ulong()
        self.must("SCardReconnect", self.card, c_ulong(SHARE_SHARED), c_ulong(PROTOCOL_T1), c_ulong(RESET_CARD),
                  byref(protocol))

    def transmit(self, capdu):
        request = IoRequest(PROTOCOL_T1, ctypes.sizeof(IoRequest))
        rapdu, length = create_string_buffer(RAPDU_MAX), c_ulong(RAPDU_MAX)
        self.must("SCardTransmit", self.card, byref(request), capdu, c_ulong(len(capdu)), None, rapdu, byref(length))
        return rapdu.raw[: length.value]

    def leave(self, disposition=RESET_CARD):
        """Also of a card that is gone."""
        self.lib.SCardDisconnect(self.card, c_ulong(disposition))

    def disconnect(self):
        """What is left is closed."""
        self.leave()
        self.lib.SCardReleaseContext(self.context)
