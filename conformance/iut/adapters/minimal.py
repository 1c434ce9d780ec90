#!/usr/bin/env python3
"""The least adapter there is: a library that looks at the card and then refuses the enrolment.

Beside a library that exists, `enrol` hands it a card channel made of `card.*`, a user interface made of `ui.*`, and
the address of the CA. Try it:  fpos-hil run --role library --iut FILE, with FILE = {"command": ["python3", "minimal.py"]}
"""
import json
import sys

SELECT_JPKI = "00A4040C0AD392F000260100000001"


class Refused(Exception):
    """An error answer of JSON-RPC, in either direction."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Rig:
    """Both directions of JSON-RPC on standard input and output; nothing else may be printed there."""

    def __init__(self, methods):
        self.methods = methods
        self.calls = 0

    def send(self, message):
        print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)

    def read(self):
        line = sys.stdin.readline()
        if not line:
            sys.exit(0)  # the rig has closed our input: the run is over
        return json.loads(line)

    def call(self, method, **params):
        self.calls += 1
        self.send({"id": self.calls, "method": method, "params": params})
        while True:
            message = self.read()
            if "method" in message:  # such as clock.set, while our call is open
                self.answer(message)
            elif message["id"] == self.calls:
                if "error" in message:
                    raise Refused(message["error"]["code"], message["error"]["message"])
                return message["result"]

    def answer(self, message):
        method = self.methods.get(message["method"])
        try:
            if method is None:
                raise Refused(-32601, message["method"] + " is not implemented")
            self.send({"id": message["id"], "result": method(self, **message["params"])})
        except Refused as no:
            self.send({"id": message["id"], "error": {"code": no.code, "message": str(no)}})

    def serve(self):
        while True:
            self.answer(self.read())


def hello(rig, contract, **more):
    return {"contract": 1, "name": "minimal adapter", "version": "1", "roles": ["library"], "clock": "own"}


def reset(rig, **case):
    print("case", case.get("case"), file=sys.stderr)  # standard error is free
    return {}  # forget everything here: keys, certificates, what was agreed to


def enrol(rig, appId, ca):
    rig.call("card.connect")
    try:
        rapdu = rig.call("card.transmit", capdu=SELECT_JPKI)["rapdu"]
    finally:
        rig.call("card.disconnect")
    if rapdu != "9000":
        return {"state": "refused", "code": "no-jpki-application"}
    rig.call("ui.show", kind="refused", code="not-supported")
    return {"state": "refused", "code": "not-supported"}


if __name__ == "__main__":
    Rig({"hello": hello, "reset": reset, "library.enrol": enrol}).serve()
