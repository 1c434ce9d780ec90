"""A PC/SC program by libpcsclite, driven by lines of JSON: one question, one answer. Ends with its input."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "adapters", "python"))
import pcsc  # noqa: E402

WAIT_MS = 10_000  # pcscd looks for cards every 400 ms


def answer(reader, op, name=None, capdu=None):
    if op == "open":
        reader.open()
    elif op == "connect":
        reader.wait(name.encode(), pcsc.STATE_PRESENT, WAIT_MS)
        reader.connect_to(name.encode())
        return {"atr": reader.atr().hex()}
    elif op == "transmit":
        return {"rapdu": reader.transmit(bytes.fromhex(capdu)).hex()}
    elif op == "reset":
        reader.reset()
        return {"atr": reader.atr().hex()}
    elif op == "disconnect":
        reader.leave(pcsc.UNPOWER_CARD)
    elif op == "absent":
        reader.wait(name.encode(), pcsc.STATE_EMPTY, WAIT_MS)
    else:
        raise OSError(f"no operation {op}")
    return {}


def main():
    reader = pcsc.Reader()
    for line in sys.stdin:
        try:
            said = answer(reader, **json.loads(line))
        except OSError as error:
            said = {"error": str(error)}
        print(json.dumps(said), flush=True)


main()
