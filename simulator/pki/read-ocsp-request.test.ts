/** Our own quick reader of OCSP requests, beside pkijs and OpenSSL. */
import * as fc from 'fast-check';
import { OCSPRequest } from 'pkijs';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../errors.ts';
import * as pki from './index.ts';
import { opensslMade, opensslPath } from './test-openssl.ts';
import * as sample from './test-samples.ts';

const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('hex');

/** What pkijs reads in a request. */
function byPkijs(der: Uint8Array) {
  const { tbsRequest } = OCSPRequest.fromBER(new Uint8Array(der));
  const nonce = tbsRequest.requestExtensions?.find(({ extnID }) => extnID === pki.OID.ocspNonce);
  return {
    certIds: tbsRequest.requestList.map(({ reqCert }) => ({
      hashAlgorithm: reqCert.hashAlgorithm.algorithmId,
      issuerNameHash: hex(reqCert.issuerNameHash.valueBlock.valueHexView),
      issuerKeyHash: hex(reqCert.issuerKeyHash.valueBlock.valueHexView),
      serial: hex(reqCert.serialNumber.valueBlock.valueHexView),
    })),
    nonce: nonce && hex(nonce.extnValue.valueBlock.valueHexView),
  };
}

const contentOfInteger = (value: bigint): Uint8Array => pki.integer(value).subarray(2);

function byUs(der: Uint8Array) {
  const { certIds, nonce } = pki.readOcspRequest(der);
  return {
    certIds: certIds.map(({ hashAlgorithm, issuerNameHash, issuerKeyHash, serial }) => ({
      hashAlgorithm,
      issuerNameHash: hex(issuerNameHash),
      issuerKeyHash: hex(issuerKeyHash),
      serial: hex(contentOfInteger(serial)),
    })),
    nonce: nonce && hex(pki.octetString(nonce)),
  };
}

/** undefined: refused. */
function attempt(der: Uint8Array): ReturnType<typeof byUs> | undefined {
  try {
    return byUs(der);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

const algorithms = [pki.OID.sha1, pki.OID.sha256, pki.OID.sha512, '1.2.840.113549.2.5', '2.999.3'];
const certIdDer = fc
  .record({
    algorithm: fc.constantFrom(...algorithms),
    parameters: fc.constantFrom(undefined, pki.nul()),
    nameHash: fc.uint8Array({ minLength: 16, maxLength: 70 }),
    keyHash: fc.uint8Array({ minLength: 16, maxLength: 200 }),
    serial: fc.oneof(fc.bigInt(0n, 0xffff_ffffn), fc.bigInt(-(1n << 64n), 1n << 160n)),
  })
  .map(({ algorithm, parameters, nameHash, keyHash, serial }) =>
    pki.seq(
      pki.seq(pki.oid(algorithm), pki.raw(parameters)),
      pki.octetString(nameHash),
      pki.octetString(keyHash),
      pki.integer(serial),
    ),
  );
const extensions = (nonce: Uint8Array): Uint8Array =>
  pki.encodeExtensions([
    { oid: pki.OID.ocspNonce, critical: nonce.length > 10, value: pki.octetString(nonce) },
    { oid: '1.3.6.1.5.5.7.48.1.4', critical: false, value: pki.seq(pki.oid(pki.OID.ocspBasic)) },
  ]);
const anyRequest = fc
  .record({
    certIds: fc.array(certIdDer, { minLength: 1, maxLength: 5 }),
    nonce: fc.option(fc.uint8Array({ maxLength: 140 }), { nil: undefined }),
    ownExtensions: fc.boolean(),
  })
  .map(({ certIds, nonce, ownExtensions }) => {
    const own = ownExtensions ? pki.explicit(0, extensions(new Uint8Array(3))) : undefined;
    const list = pki.seq(...certIds.map((der) => pki.seq(der, pki.raw(own))));
    return pki.seq(pki.seq(list, pki.raw(nonce && pki.explicit(2, extensions(nonce)))));
  });

describe('beside pkijs', () => {
  test('any request is read, and read alike', () => {
    fc.assert(
      fc.property(anyRequest, (der) => {
        expect(byUs(der)).toEqual(byPkijs(der));
      }),
      { numRuns: 300 },
    );
  });

  test('with bytes changed, what is still read is read alike', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.nat(255));
    const changes = fc.array(change, { minLength: 1, maxLength: 2 });
    let read = 0;
    fc.assert(
      fc.property(anyRequest, changes, (der, list) => {
        const copy = Uint8Array.from(der);
        for (const [at, value] of list) copy[Math.floor((at * copy.length) / 10_000)] = value;
        const ours = attempt(copy);
        if (ours === undefined) return;
        read++;
        expect(ours).toEqual(byPkijs(copy));
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(100); // most hit a hash or a number
  });
});

describe('refused is', () => {
  const { der: asked } = pki.certId(sample.root, 9n, 'sha1');
  const list = pki.seq(pki.seq(asked));
  const nonce = (value: Uint8Array) =>
    pki.explicit(2, pki.encodeExtensions([{ oid: pki.OID.ocspNonce, critical: false, value }]));
  const twice = { oid: pki.OID.ocspNonce, critical: false, value: pki.octetString(new Uint8Array(4)) };
  const body = (...fields: Uint8Array[]) => pki.seq(pki.seq(...fields));

  const withParameters = (parameters: Uint8Array) => {
    const hash = pki.octetString(new Uint8Array(20));
    return pki.seq(pki.seq(pki.oid(pki.OID.sha1), parameters), hash, hash, pki.integer(1));
  };
  // The content of a good request, under a header of our own.
  const content = pki.seq(list);
  const headed = (header: Uint8Array) => pki.concat(header, content);
  const longer = pki.seq(pki.seq(pki.seq(asked), pki.seq(asked)));
  // The inner length is one too large: what it takes in belongs to nobody.
  const sticksOut = pki.concat(
    pki.seq(content.map((octet, i) => (i === 1 ? octet + 1 : octet))),
    Uint8Array.of(0),
  );

  test('nothing of this', () => {
    expect(attempt(headed(Uint8Array.of(0x30, content.length)))).toBeDefined();
    expect(attempt(pki.concat(Uint8Array.of(0x30, 0x81, longer.length), longer))).toBeDefined();
    expect(attempt(body(pki.seq(pki.seq(withParameters(pki.nul())))))).toBeDefined();
    expect(attempt(body(list, nonce(pki.octetString(new Uint8Array(4)))))).toBeDefined();
    expect(attempt(body(pki.explicit(0, pki.integer(0)), list))).toBeDefined();
    expect(attempt(body(pki.explicit(1, pki.directoryName(sample.personName)), list))).toBeDefined();
  });

  test.each([
    ['an empty list', body(pki.seq())],
    ['another version', body(pki.explicit(0, pki.integer(1)), list)],
    ['a version with something behind it', body(pki.explicit(0, pki.integer(0), pki.nul()), list)],
    ['a field too many', body(list, nonce(pki.octetString(new Uint8Array(4))), pki.nul())],
    ['something behind the signature', pki.seq(pki.seq(list), pki.explicit(0, pki.seq()), pki.nul())],
    ['a nonce that is no OCTET STRING', body(list, nonce(pki.nul()))],
    ['a nonce with something behind it', body(list, nonce(pki.concat(pki.octetString(asked), pki.nul())))],
    ['an extension that comes twice', body(list, pki.explicit(2, pki.encodeExtensions([twice, twice])))],
    [
      'a hash algorithm whose NULL has content',
      body(pki.seq(pki.seq(withParameters(Uint8Array.of(5, 1, 0))))),
    ],
    ['a hash algorithm with other parameters', body(pki.seq(pki.seq(withParameters(pki.integer(1)))))],
    ['a length in one octet too many', headed(Uint8Array.of(0x30, 0x81, content.length))],
    ['a length with a zero in front', pki.concat(Uint8Array.of(0x30, 0x82, 0, longer.length), longer)],
    ['a length beyond the end', headed(Uint8Array.of(0x30, content.length + 1))],
    ['a field that sticks out of its sequence', sticksOut],
    ['an indefinite length', pki.concat(Uint8Array.of(0x30, 0x80), pki.seq(list), Uint8Array.of(0, 0))],
    ['a length of more octets than there are', Uint8Array.of(0x30, 0x84, 0xff)],
    ['a length of 2^31 and more', Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30)],
  ])('%s', (_, der) => expect(attempt(der)).toBeUndefined());
});

test.skipIf(opensslPath === undefined)(
  'a signed request of OpenSSL is read, its signature is not',
  async () => {
    const files = {
      'root.pem': pki.toPem('CERTIFICATE', sample.root),
      'leaf.pem': pki.toPem('CERTIFICATE', sample.signCert),
      'key.pem': await opensslMade([
        'genpkey',
        '-algorithm',
        'EC',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-out',
      ]),
    };
    const subject = ['-subj', '/CN=TEST asker', '-days', '2'];
    const signer = await opensslMade(['req', '-new', '-x509', '-key', 'key.pem', ...subject, '-out'], files);
    const args = [
      'ocsp',
      '-signer',
      'signer.pem',
      '-signkey',
      'key.pem',
      '-issuer',
      'root.pem',
      '-cert',
      'leaf.pem',
    ];
    const der = await opensslMade([...args, '-sha256', '-cert', 'leaf.pem', '-reqout'], {
      ...files,
      'signer.pem': signer,
    });
    expect(pki.readOcspRequest(der)).toMatchObject({ isSigned: true, unknownCritical: [] });
    expect(byUs(der)).toEqual(byPkijs(der));
    expect(byUs(der).certIds.map(({ hashAlgorithm }) => hashAlgorithm)).toEqual([
      pki.OID.sha1,
      pki.OID.sha256,
    ]);
  },
);
