#!/usr/bin/env python3
"""An FPoS library of its own, with nothing but Python's standard library and the `openssl` program.

Written from docs/open-profile.md, the schemas of the messages and docs/contract.md. Try it:
    fpos-hil run --iut conformance/iut/adapters/python/iut.json
"""
import base64
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from datetime import datetime, timezone

import pcsc
from contract import Refused, Rig
from der import NULL, Certificate, bits, children, integer, octets, oid, read, seq, set_of, tlv

BINDING = "1.3.6.1.4.1.32473.2024.1.1"  # the attribute of the request (open profile, M03)
HOLDER_NAME = "1.2.392.200149.8.5.5.1"  # 氏名 in the card's certificate (open profile, certificate)


class Stop(Exception):
    """The enrolment or log-in ends; the text is its code."""


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Keys:
    """Keys as files that only this process can read, and what openssl does with them."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.count = 0

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def openssl(self, *arguments, stdin=b""):
        return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=True).stdout

    def generate(self):
        self.count += 1
        key = self.path(f"{self.count}.key")
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        return key

    def spki(self, key):
        return self.openssl("pkey", "-in", key, "-pubout", "-outform", "DER")

    def sign(self, key, data):
        """ECDSA with SHA-256, as DER."""
        return self.openssl("dgst", "-sha256", "-sign", key, stdin=data)

    def is_issued_by(self, certificate, anchors, at):
        """RFC 5280, 6: a path to one of the anchors, valid at that time."""
        with open(self.path("leaf.der"), "wb") as file:
            file.write(certificate)
        try:
            leaf = self.openssl("x509", "-inform", "DER", "-in", self.path("leaf.der"))
            with open(self.path("anchors.pem"), "wb") as file:
                for anchor in anchors:
                    file.write(self.openssl("x509", "-inform", "DER", stdin=anchor))
            self.openssl("verify", "-attime", str(int(at.timestamp())), "-CAfile", self.path("anchors.pem"), stdin=leaf)
            return True
        except subprocess.CalledProcessError:
            return False

    def may_sign(self, certificate):
        """RFC 5280, 4.2.1.3 and 4.2.1.9: a key of a person, for signatures."""
        wanted = ["-noout", "-ext", "keyUsage,basicConstraints"]
        text = self.openssl("x509", "-inform", "DER", *wanted, stdin=certificate)
        return b"Digital Signature" in text and b"CA:TRUE" not in text


class RigReader:
    """The card as the rig holds it, by the contract. Exchanges raise OSError when the card is gone."""

    def __init__(self, rig):
        self.rig = rig

    def connect(self):
        self.ask("card.connect")

    def disconnect(self):
        self.rig.call("card.disconnect")

    def transmit(self, capdu):
        return bytes.fromhex(self.ask("card.transmit", capdu=capdu.hex().upper())["rapdu"])

    def ask(self, method, **params):
        try:
            return self.rig.call(method, **params)
        except Refused as no:
            raise OSError(str(no)) from no


class Card:
    """The JPKI application within one presence of the card."""

    def __init__(self, rig):
        # A PC/SC service of the rig is told of by this variable, as "card": "pcsc" in iut.json asks.
        self.reader = pcsc.Reader() if "PCSCLITE_CSOCK_NAME" in os.environ else RigReader(rig)

    def __enter__(self):
        try:
            self.reader.connect()
        except OSError as no:
            raise Stop("card-removed") from no
        return self

    def __exit__(self, *_):
        self.reader.disconnect()

    def send(self, capdu):
        try:
            rapdu = self.reader.transmit(capdu)
        except OSError as no:
            raise Stop("card-removed") from no
        if len(rapdu) < 2:
            raise Stop("card-removed")
        return rapdu[:-2], int.from_bytes(rapdu[-2:], "big")

    def must(self, capdu):
        data, sw = self.send(capdu)
        if sw != 0x9000:
            raise Stop("card-unsuitable")
        return data

    def select_application(self):
        self.must(bytes.fromhex("00A4040C0AD392F000260100000001"))

    def select(self, fid):
        self.must(bytes.fromhex("00A4020C02") + fid.to_bytes(2, "big"))

    def tries_left(self):
        """VERIFY without data answers 63Cx and takes no try; anything else counts as none left."""
        self.select(0x001B)
        _, sw = self.send(bytes.fromhex("00200080"))
        return sw & 0xF if sw & 0xFFF0 == 0x63C0 else 0

    def verify(self, pin):
        """None: right; else the tries that are left."""
        data = pin.encode()
        _, sw = self.send(bytes.fromhex("00200080") + bytes([len(data)]) + data)
        if sw == 0x9000:
            return None
        return sw & 0xF if sw & 0xFFF0 == 0x63C0 else 0

    def certificate(self):
        self.select(0x0001)
        found = self.read_binary(0)
        # The file is longer than what is in it: the first bytes tell how much that is.
        total = 4 + int.from_bytes(found[2:4], "big")
        if found[:2] != b"\x30\x82" or total > 8192:
            raise Stop("card-unsuitable")
        while len(found) < total:
            found += self.read_binary(len(found)) or self.ended()
        return found[:total]

    def ended(self):
        raise Stop("card-unsuitable")

    def read_binary(self, offset):
        return self.must(bytes.fromhex("00B0") + offset.to_bytes(2, "big") + b"\0")

    def sign(self, data):
        """RSASSA-PKCS1-v1_5: the card pads the DigestInfo (RFC 8017, 9.2) as it is."""
        self.select(0x001A)
        info = seq(seq(oid("2.16.840.1.101.3.4.2.1"), NULL), octets(hashlib.sha256(data).digest()))
        return self.must(bytes.fromhex("802A0080") + bytes([len(info)]) + info + b"\0")


def signed_data(content, signer, now, sign):
    """CMS SignedData (RFC 5652, 5) with the content inside, signed by the card."""
    sha256, data = seq(oid("2.16.840.1.101.3.4.2.1")), oid("1.2.840.113549.1.7.1")
    cert_id = seq(seq(octets(hashlib.sha256(signer.der).digest())))  # RFC 5035: ESSCertIDv2, SHA-256 by default
    attributes = set_of(
        seq(oid("1.2.840.113549.1.9.3"), set_of(data)),
        seq(oid("1.2.840.113549.1.9.4"), set_of(octets(hashlib.sha256(content).digest()))),
        seq(oid("1.2.840.113549.1.9.5"), set_of(tlv(0x17, now.strftime("%y%m%d%H%M%SZ").encode()))),
        seq(oid("1.2.840.113549.1.9.16.2.47"), set_of(seq(cert_id))),
    )
    signature = sign(attributes)
    info = seq(
        integer(1),
        seq(signer.issuer, signer.serial),
        sha256,
        b"\xa0" + attributes[1:],  # [0] IMPLICIT; what is signed has the tag of a SET (5.4)
        seq(oid("1.2.840.113549.1.1.1"), NULL),
        octets(signature),
    )
    signed = seq(
        integer(1),
        set_of(sha256),
        seq(data, tlv(0xA0, octets(content))),
        tlv(0xA0, signer.der),
        set_of(info),
    )
    return seq(oid("1.2.840.113549.1.7.2"), tlv(0xA0, signed))


class Library:
    def __init__(self, rig, case):
        self.rig = rig
        self.anchors = [base64.b64decode(anchor) for anchor in case["anchors"].get("ca", [])]
        self.now = datetime.fromisoformat(case["now"].replace("Z", "+00:00"))
        self.keys = Keys()
        self.credentials = {}

    def instant(self):
        return self.now.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def post(self, url, body):
        request = urllib.request.Request(
            url, json.dumps(body).encode(), {"content-type": "application/json"}, method="POST"
        )
        for attempt in (1, 2):  # the same bytes get the same answer, so a lost one is asked for again
            try:
                with urllib.request.urlopen(request, timeout=20) as response:
                    return json.loads(response.read() or b"{}")
            except urllib.error.HTTPError as no:
                try:
                    raise Stop(json.loads(no.read())["code"]) from no
                except (ValueError, KeyError, TypeError):
                    raise Stop("ca-answer-malformed") from no
            except (OSError, ValueError, http.client.HTTPException) as no:
                if attempt == 2:
                    raise Stop("ca-unreachable") from no

    def agree(self, terms):
        for document in terms:
            if hashlib.sha256(document["text"].encode()).hexdigest() != document["sha256"]:
                raise Stop("terms-changed")
            self.rig.call("ui.show", kind="terms", text=document["text"])
        if not self.rig.call("ui.prompt", kind="agree", documents=[d["name"] for d in terms]).get("agreed"):
            raise Stop("cancelled")
        return [{"name": d["name"], "sha256": d["sha256"]} for d in terms]

    def request(self, key, offer):
        """PKCS#10 (RFC 2986) with an empty name, bound to this application (M03)."""
        bound = bytes.fromhex(offer["application"] + offer["nonce"])
        attribute = seq(oid(BINDING), set_of(octets(hashlib.sha256(bound).digest())))
        info = seq(integer(0), seq(), self.keys.spki(key), tlv(0xA0, attribute))
        return seq(info, seq(oid("1.2.840.10045.4.3.2")), bits(self.keys.sign(key, info)))

    def present_pin(self, card, pin):
        tries = card.tries_left()
        if tries == 1 and not self.rig.call("ui.prompt", kind="last-try").get("agreed"):
            raise Stop("cancelled")
        left = card.verify(pin) if tries > 0 else 0
        if left == 0:
            self.rig.call("ui.show", kind="pin-blocked")
            raise Stop("pin-blocked")
        if left is not None:
            self.rig.call("ui.show", kind="pin-refused", triesLeft=left)
            raise Stop("pin-wrong")

    def is_for(self, key, certificate):
        return (
            Certificate(certificate).spki == self.keys.spki(key)
            and self.keys.is_issued_by(certificate, self.anchors, self.now)
            and self.keys.may_sign(certificate)
        )

    def check(self, certificate, attribute, key, signer):
        """M10: nothing is accepted that was not checked."""
        try:
            good = (
                self.is_for(key, certificate)
                and Certificate(certificate).common_name() == signer.other_name(HOLDER_NAME)
                and (attribute is None or self.is_for(key, attribute))
            )
        except (ValueError, IndexError):
            good = False
        if not good:
            raise Stop("certificate-unacceptable")

    def jws(self, key, certificate, payload):
        """Compact JWS, ES256 (RFC 7518, 3.4): r and s as 32 bytes each."""
        header = {"alg": "ES256", "typ": "JWT", "x5c": [b64(certificate)]}
        signing = b64url(json.dumps(header).encode()) + "." + b64url(json.dumps(payload).encode())
        pair = children(read(self.keys.sign(key, signing.encode()))[1])
        raw = b"".join(int.from_bytes(contents, "big").to_bytes(32, "big") for _, contents, _ in pair)
        return signing + "." + b64url(raw)

    def enrol(self, app, ca):
        instance = os.urandom(16).hex()
        offer = self.post(f"{ca}/applications", {"profile": 1, "appId": app, "appInstance": instance})
        agreed = self.agree(offer["terms"])
        key = self.keys.generate()
        csr = b64(self.request(key, offer))
        content = {
            "profile": 1,
            "application": offer["application"],
            "nonce": offer["nonce"],
            "appId": app,
            "appInstance": instance,
            "agreed": agreed,
            "agreedAt": self.instant(),
        }
        if offer["route"] == "key-in-application":
            content["csr"] = csr
        pin = self.rig.call("ui.prompt", kind="sign-pin").get("pin")
        if pin is None:
            raise Stop("cancelled")
        with Card(self.rig) as card:
            card.select_application()
            self.present_pin(card, pin.upper())
            signer = Certificate(card.certificate())
            cms = signed_data(json.dumps(content).encode(), signer, self.now, card.sign)
        at = f"{ca}/applications/{offer['application']}"
        answer = self.post(f"{at}/signed", {"cms": b64(cms)})
        if offer["route"] == "code-after-signature":
            answer = self.post(f"{at}/activation", {"code": answer["code"], "csr": csr})
        certificate = base64.b64decode(answer["certificate"])
        attribute = answer.get("attributeCertificate")
        self.check(certificate, attribute and base64.b64decode(attribute), key, signer)
        receipt = {
            "purpose": "receipt",
            "application": offer["application"],
            "certificate": hashlib.sha256(certificate).hexdigest(),
        }
        self.post(f"{at}/acceptance", {"receipt": self.jws(key, certificate, receipt)})
        self.credentials[app] = (key, certificate)
        return {"state": "issued", "certificate": b64(certificate)}

    def login(self, app, origin, challenge):
        if app not in self.credentials:
            raise Stop("no-certificate")
        if not self.keys.is_issued_by(self.credentials[app][1], self.anchors, self.now):
            raise Stop("certificate-expired")
        # Where the app really received it counts, not what the challenge says of itself.
        if (challenge["appId"], challenge["origin"]) != (app, origin):
            raise Stop("challenge-not-for-this-app")
        payload = {"purpose": "login", "appId": app, "origin": origin, "at": self.instant()}
        payload.update(challenge=challenge["challenge"], nonce=challenge["nonce"])
        return {"state": "answered", "answer": self.jws(*self.credentials[app], payload)}


library = None


def hello(rig, params):
    return {"contract": 1, "name": "Python library", "version": "1", "roles": ["library"], "clock": "controlled"}


def reset(rig, case):
    global library
    print("case", case.get("case", "(blind)"), file=sys.stderr)
    library = Library(rig, case)  # everything of the case before is gone, its keys too
    return {}


def clock_set(rig, params):
    library.now = datetime.fromisoformat(params["now"].replace("Z", "+00:00"))
    return {}


def enrol(rig, params):
    try:
        ended = library.enrol(params["appId"], params["ca"])
        rig.call("ui.show", kind="issued")
    except Stop as stop:
        ended = {"state": "refused", "code": str(stop)}
        rig.call("ui.show", kind="refused", code=str(stop))
    return ended


def login(rig, params):
    try:
        return library.login(params["appId"], params["origin"], params["challenge"])
    except Stop as stop:
        return {"state": "refused", "code": str(stop)}


def certificates(rig, params):
    held = library.credentials.items()
    return {"certificates": [{"appId": app, "certificate": b64(der)} for app, (_, der) in held]}


METHODS = {
    "hello": hello,
    "reset": reset,
    "clock.set": clock_set,
    "library.enrol": enrol,
    "library.login": login,
    "library.certificates": certificates,
}

if __name__ == "__main__":
    Rig(METHODS).serve()
