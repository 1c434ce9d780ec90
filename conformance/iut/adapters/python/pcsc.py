"""A card reader by libpcsclite, with nothing but the standard library."""
import ctypes
from ctypes import byref, c_char_p, c_long, c_ulong, create_string_buffer

SCOPE_SYSTEM, SHARE_SHARED, PROTOCOL_T1, RESET_CARD = 2, 2, 2, 1
RAPDU_MAX = 65538


class IoRequest(ctypes.Structure):
    """SCARD_IO_REQUEST; on Linux its members are of the size of long."""

    _fields_ = [("protocol", c_ulong), ("length", c_ulong)]


class Reader:
    """The first reader of the service, and the card in it. Everything that fails raises OSError."""

    def __init__(self):
        self.lib = ctypes.CDLL("libpcsclite.so.1")
        self.context, self.card = c_long(), c_long()

    def must(self, function, *arguments):
        call = getattr(self.lib, function)
        call.restype = c_long
        code = call(*arguments) & 0xFFFFFFFF
        if code != 0:
            raise OSError(f"{function}: {code:08X}")

    def connect(self):
        self.must("SCardEstablishContext", c_ulong(SCOPE_SYSTEM), None, None, byref(self.context))
        length = c_ulong(0)
        self.must("SCardListReaders", self.context, None, None, byref(length))
        names = create_string_buffer(length.value)
        self.must("SCardListReaders", self.context, None, names, byref(length))
        protocol = c_ulong()
        self.must("SCardConnect", self.context, c_char_p(names.value), c_ulong(SHARE_SHARED), c_ulong(PROTOCOL_T1),
                  byref(self.card), byref(protocol))

    def transmit(self, capdu):
        request = IoRequest(PROTOCOL_T1, ctypes.sizeof(IoRequest))
        rapdu, length = create_string_buffer(RAPDU_MAX), c_ulong(RAPDU_MAX)
        self.must("SCardTransmit", self.card, byref(request), capdu, c_ulong(len(capdu)), None, rapdu, byref(length))
        return rapdu.raw[: length.value]

    def disconnect(self):
        """Also of a card that is gone; what is left is closed."""
        self.lib.SCardDisconnect(self.card, c_ulong(RESET_CARD))
        self.lib.SCardReleaseContext(self.context)
