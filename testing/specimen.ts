/** Data for whole cards of tests and benchmarks. */

/** The person of the published examples: digests of this data are known. */
export const exampleHolder = {
  name: '電子　太郎',
  address: '東京都千代田区霞が関２－１－２',
  birth: '1990-01-01',
  gender: '1',
  individualNumber: '123456789018',
  municipalityCode: '13101',
  lastDay: '2035-01-01',
  securityCode: '2285',
  serial: '400000000000001',
} as const;

/** The header of a certificate of `length` bytes, and some content. */
const dummyDer = (length: number): Uint8Array =>
  Uint8Array.of(0x30, 0x82, (length - 4) >> 8, (length - 4) & 0xff, ...new Uint8Array(length - 4).fill(0x5a));

/** As long as those of a real card are, for those who read files and no certificates. */
export const dummyCertificates = {
  signCert: dummyDer(1749),
  signCaCert: dummyDer(1100),
  authCert: dummyDer(1574),
  authCaCert: dummyDer(1101),
};
