/** OpenSC 0.23 as traced: probes of foreign drivers, bind, objects, log-in, signatures. */
import {
  type ClientSequence,
  certificateReads,
  type Exchange,
  query,
  refused,
  selectAp,
  selectEf,
  signHash,
  verify,
} from './step.ts';

const OPENSC = { client: 'OpenSC', version: '0.23.0' };

/** SELECT of an application that no My Number card has. */
const foreign = (capdu: string): Exchange => refused(capdu, '6A82');
const pivProbe = foreign('00A4040009A0000003080000100000');
/** A0 00 00 00 79 01 00 to 01 0F. */
const cacApplets = Array.from({ length: 16 }, (_, at) =>
  foreign(`00A4040C07A000000079010${at.toString(16).toUpperCase()}00`),
);

/** Every command that comes before the driver of this card is asked, in order. */
const probes: readonly Exchange[] = [
  foreign('00A4040007627601FF000000'), // coolkey
  foreign('00A4040006A00000000101'), // muscle
  foreign('00A404000BE82B0601040181C31F020100'), // sc-hsm
  foreign('00A4040C0FD23300000045737445494420763335'), // mcrd
  refused('00CADF3005', '6A88', '6D00', '6700'), // setcos
  refused('00CB3FFF035C017E08', '6A88', '6D00'), // PIV discovery object
  pivProbe,
  pivProbe,
  foreign('00A4040C07A000000116DB0000'), // CAC
  foreign('00A4040C07A000000079100000'), // CAC
  ...cacApplets,
  foreign('00A404000CF276A288BCFBA69D34F31001'), // isoApplet
  foreign('00A4040009A0000003974254465900'), // GIDS
  foreign('00A4040006D2760001240100'), // OpenPGP
];

const bind = [selectAp('jpki'), selectEf('0018'), query(3), selectEf('001B'), query(5)];
const HOW = { first: 4, from: 0, step: 256 };

export const opensc: readonly ClientSequence[] = [
  {
    ...OPENSC,
    shows: 'no probe of a foreign driver is answered 9000, and the card is still found afterwards',
    steps: () => [...probes, ...bind],
  },
  {
    ...OPENSC,
    shows: 'objects: the three free certificates are read, the private one is refused before log-in',
    steps: (holder) => [
      ...bind,
      selectEf('000A'),
      ...certificateReads(holder, 'authCert', HOW),
      selectEf('0001'),
      refused('00B0000004', '6982'),
      selectEf('000B'),
      ...certificateReads(holder, 'authCa', HOW),
      selectEf('0002'),
      ...certificateReads(holder, 'signCa', HOW),
    ],
  },
  {
    ...OPENSC,
    shows: 'log-in and signature with the authentication key; log-out by selecting the AP again',
    steps: (holder) => [
      ...bind,
      selectEf('0018'),
      query(3),
      query(3),
      query(3),
      selectEf('0018'),
      verify(holder.authPin),
      selectEf('0017'),
      signHash('auth', 'sha256'),
      selectAp('jpki'),
      selectEf('0017'),
      refused('802A008001AB00', '6982'),
    ],
  },
  {
    ...OPENSC,
    shows: 'the signing key wants its PIN before each signature (always-authenticate)',
    steps: (holder) => {
      const signature = [
        selectEf('001B'),
        query(5),
        selectEf('001B'),
        verify(holder.signPin),
        selectEf('001A'),
        signHash('sign', 'sha256'),
      ];
      return [...bind, ...signature, ...signature];
    },
  },
  {
    ...OPENSC,
    shows: 'a PIN blocked by this client still lets the next one bind',
    steps: () => [
      ...bind,
      selectEf('0018'),
      verify('0000', '63C2'),
      verify('0000', '63C1'),
      verify('0000', '63C0'),
      verify('1234', '6984'),
      { power: 'cycle' },
      selectAp('jpki'),
      selectEf('0018'),
      query(0),
      selectEf('001B'),
      query(5),
    ],
  },
];
