"""As much DER (ITU-T X.690) as PKCS#10, CMS SignedData and a look into a certificate need."""


def tlv(tag, *contents):
    body = b"".join(contents)
    if len(body) < 0x80:
        length = bytes([len(body)])
    else:
        octets = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
        length = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + length + body


def seq(*items):
    return tlv(0x30, *items)


def set_of(*items):
    return tlv(0x31, *sorted(items))  # DER: a SET OF is in the order of its encodings


def octets(value):
    return tlv(0x04, value)


def bits(value):
    return tlv(0x03, b"\0" + value)


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted):
    first, second, *rest = (int(part) for part in dotted.split("."))
    out = b""
    for arc in [first * 40 + second, *rest]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        out += bytes(reversed(digits))
    return tlv(0x06, out)


NULL = tlv(0x05)


def read(data, at=0):
    """The element at `at`: tag, contents, and where the next one begins."""
    tag, length, start = data[at], data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + length > len(data):
        raise ValueError("an element longer than what holds it")
    return tag, data[start : start + length], start + length


def children(data):
    """The elements of a constructed one, each as (tag, contents, whole)."""
    at, found = 0, []
    while at < len(data):
        tag, contents, end = read(data, at)
        found.append((tag, contents, data[at:end]))
        at = end
    return found


class Certificate:
    """The fields of a certificate that a library needs (RFC 5280, 4.1)."""

    def __init__(self, der):
        self.der = der
        tbs, *_ = children(read(der)[1])
        fields = children(tbs[1])
        if fields[0][0] == 0xA0:
            fields = fields[1:]
        self.serial, _, self.issuer, _, self.subject, self.spki, *rest = (whole for _, _, whole in fields)
        self.extensions = {}
        for tag, contents, _ in children(tbs[1]):
            if tag == 0xA3:
                for _, extension, _ in children(read(contents)[1]):
                    parts = children(extension)
                    self.extensions[parts[0][2]] = parts[-1][1]

    def common_name(self):
        for _, rdn, _ in children(read(self.subject)[1]):
            for _, attribute, _ in children(rdn):
                kind, value = children(attribute)
                if kind[2] == oid("2.5.4.3"):
                    return value[1].decode("utf-8")
        return None

    def other_name(self, dotted):
        """A name of its own kind in subjectAltName (RFC 5280, 4.2.1.6): [0] { type, [0] value }."""
        names = self.extensions.get(oid("2.5.29.17"))
        for tag, contents, _ in children(read(names)[1]) if names else []:
            if tag == 0xA0:
                kind, value = children(contents)
                if kind[2] == oid(dotted):
                    return read(value[1])[1].decode("utf-8")
        return None
