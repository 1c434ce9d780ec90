/** Signing certificates that are not DER, or not to be read at all. */
import { concat, explicit, implicit, integer, OID, oid, seq } from '../../../../simulator/pki/index.ts';
import { withExtension } from '../../parts.ts';
import { damagedEnds, invalid } from '../../vector.ts';
import { as, type X509 } from '../payload.ts';
import { fields, good, re, withRaw } from './base.ts';

export const encodings: readonly X509[] = [
  ...damagedEnds('certificate', good, as),
  invalid(
    'second-certificate-behind',
    'The same certificate stands behind it once more.',
    'Encoding',
    'encoding',
    ['readable'],
    as(concat(good, good)),
  ),
  invalid(
    'length-not-minimal',
    'The outermost length has an octet too many; the signed bytes are untouched.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    as(concat(Uint8Array.of(0x30, 0x83, 0), good.subarray(2))),
  ),
  invalid(
    'indefinite-length',
    'The outermost length is indefinite; the signed bytes are untouched.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    as(concat(Uint8Array.of(0x30, 0x80), good.subarray(4), Uint8Array.of(0, 0))),
  ),
  invalid(
    'signed-length-not-minimal',
    'The length of the serial number has an octet too many, and it is signed so.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    fields({ serial: concat(Uint8Array.of(0x02, 0x81, 0x04), integer(0x08a1b2c3n).subarray(2)) }),
  ),
  invalid(
    'serial-number-padded',
    'The serial number begins with a zero octet that says nothing.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    fields({ serial: concat(Uint8Array.of(0x02, 0x05, 0x00), integer(0x08a1b2c3n).subarray(2)) }),
  ),
  invalid(
    'critical-written-as-01',
    'A critical extension has TRUE written as 01.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    re((p) => withRaw(p, { ...p.extensions[0]!, criticalDer: Uint8Array.of(1, 1, 1) })),
  ),
  invalid(
    'not-critical-written-out',
    'An extension has FALSE written out, which is the default.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    re((p) => withRaw(p, { ...p.extensions[1]!, criticalDer: Uint8Array.of(1, 1, 0) })),
  ),
  invalid(
    'extension-with-bytes-behind',
    'The value of the key usage has a byte behind it.',
    'Encoding',
    'encoding',
    ['readable'],
    re((p) => withRaw(p, { ...p.extensions[0]!, value: concat(p.extensions[0]!.value, Uint8Array.of(0)) })),
  ),
  invalid(
    'key-usage-with-unused-bits-set',
    'The key usage has a bit set that it counts as unused.',
    'Encoding',
    'encoding',
    ['certificate/is-der'],
    re((p) => withRaw(p, { ...p.extensions[0]!, value: Uint8Array.of(3, 2, 6, 0xe0) })),
  ),
  invalid(
    'name-not-utf-8',
    'The name in the items is not UTF-8.',
    'Encoding',
    'encoding',
    ['readable'],
    re((p) =>
      withExtension(p, {
        oid: OID.subjectAltName,
        critical: false,
        value: seq(
          implicit(0, seq(oid('1.2.392.200149.8.5.5.1'), explicit(0, Uint8Array.of(0x0c, 2, 0xff, 0xfe)))),
        ),
      }),
    ),
  ),
  invalid(
    'time-without-seconds',
    'The end is a UTCTime without seconds.',
    'Encoding',
    'encoding',
    ['readable'],
    fields({ notAfter: concat(Uint8Array.of(0x17, 11), Buffer.from('3002171459Z')) }),
  ),
  invalid(
    'time-with-offset',
    'The end is a UTCTime with the offset of Japan instead of Z.',
    'Encoding',
    'encoding',
    ['readable'],
    fields({ notAfter: concat(Uint8Array.of(0x17, 17), Buffer.from('300217235959+0900')) }),
  ),
  invalid(
    'no-such-day',
    'The end is 30 February.',
    'Encoding',
    'encoding',
    ['readable'],
    fields({ notAfter: concat(Uint8Array.of(0x17, 13), Buffer.from('300230145959Z')) }),
  ),
];
