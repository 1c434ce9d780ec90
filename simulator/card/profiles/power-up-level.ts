/**
 * The power-up level: GlobalPlatform issuer domain with its data objects (observed: myna-card `mf.rs`, sc-tools-myna).
 * GET DATA gives values without tag and length, but for the certificates, which are 7F21 (assumed from what was observed).
 */
import { AID_ISD, concat, fromHex, utf8Encode, writeTlv } from '../../apdu/index.ts';
import type { PowerUpLevel } from '../card-data.ts';
import type { CardKnobs } from '../knobs.ts';
import { atrOf } from './atrs.ts';
import { cvCertificate, keyId } from './card-verifiable.ts';
import { reference } from './files.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { plainDate } from './holder.ts';

const oid = (lastArcs: string): Uint8Array => writeTlv(0x06, fromHex(`2A864886FC6B${lastArcs}`));

// GlobalPlatform Card Specification 2.3.1, H.2: card of version 2.2.1, identified by that scheme, SCP 02 option 55.
// Observed: OIDs under 1.2.840.114283; which ones is assumed.
const CARD_RECOGNITION = writeTlv(
  0x73,
  concat(
    oid('01'),
    writeTlv(0x60, oid('02020201')),
    writeTlv(0x63, oid('03')),
    writeTlv(0x64, oid('040255')),
  ),
);

/** Observed on a card whose contact ATR is 01: the ATR without its first byte. */
const contactAtr = ({ atrPersona }: CardKnobs): Uint8Array =>
  atrOf(['06', '07', '08', '09'].includes(atrPersona) ? '01' : atrPersona).slice(1);

export function powerUpLevel({ holder, keys }: FullPersonalisation, knobs: CardKnobs): PowerUpLevel {
  const root = keyId(`${knobs.cvRange}000020`);
  const intermediate = keyId(`${knobs.cvRange}000021`);
  const [issuerKey, intermediateKey] = [keys('cv issuer'), keys('chip intermediate')];
  const objects: [number, Uint8Array][] = [
    [0x0042, keyId(`${knobs.cvRange}000011`)], // IIN: a key reference
    [0x0045, utf8Encode(holder.serial)], // CIN
    [0x0066, CARD_RECOGNITION],
    [0x00f0, utf8Encode(holder.municipalityCode)],
    [0x00f2, utf8Encode(plainDate(holder.lastDay))],
    [0x00f7, intermediate],
    [
      0x00f8,
      cvCertificate({ issuerId: root, issuerKey, subjectId: intermediate, subjectKey: intermediateKey }),
    ],
    [0x5f51, contactAtr(knobs)],
  ];
  if (knobs.cvObject === 'present') {
    const subject = { subjectId: keyId(`${knobs.cvRange}000022`), subjectKey: keys('chip') };
    const cv = cvCertificate({ issuerId: intermediate, issuerKey: intermediateKey, ...subject });
    objects.push([0x7f21, cv]);
  }
  return {
    name: 'ISD',
    aid: AID_ISD,
    files: [reference(0x001e, 'IEF.001E', 'unknown')],
    objects: new Map(objects),
  };
}
