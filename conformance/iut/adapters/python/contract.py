"""The IUT contract over standard input and output: both directions of JSON-RPC 2.0, one message a line."""
import json
import sys


class Refused(Exception):
    """An error answer of JSON-RPC, in either direction."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Rig:
    """Calls methods of ours, and takes calls of ours; `serve` ends when the rig closes our input."""

    def __init__(self, methods):
        self.methods = methods
        self.calls = 0

    def send(self, message):
        print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)

    def read(self):
        line = sys.stdin.readline()
        if not line:
            sys.exit(0)
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
            self.send({"id": message["id"], "result": method(self, message["params"])})
        except Refused as no:
            self.send({"id": message["id"], "error": {"code": no.code, "message": str(no)}})

    def serve(self):
        while True:
            self.answer(self.read())
