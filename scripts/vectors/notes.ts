/** The flags of vectors, each with what the mistake is and what comes of it. */
import type { Note } from './format.ts';

const note = (
  bugType: Note['bugType'],
  description: string,
  effect: string,
  ...links: readonly string[]
): Note => ({ bugType, description, effect, links: [...links] });

const rfc = (number: number): string => `https://www.rfc-editor.org/rfc/rfc${number}`;
const JPKI_ACT = 'https://laws.e-gov.go.jp/law/414AC0000000153';
const JPKI_RULE = 'https://laws.e-gov.go.jp/law/415M60000008120';
const ESA_RULE = 'https://laws.e-gov.go.jp/law/413M60000418002';

export const NOTES = {
  Ordinary: note('BASIC', 'What an authority issues every day.', 'Who refuses it serves nobody.'),
  EdgeOfLaw: note(
    'EDGE_CASE',
    'Lawful, and seldom: the last second, the longest text, an unknown date, the generation before.',
    'Who refuses it shuts out people who did nothing wrong.',
    JPKI_RULE,
  ),
  Encoding: note(
    'MODIFIED',
    'Not DER, or cut, or followed by something. Readers that forgive BER disagree with those that do not about what was signed.',
    'Two programs see two certificates in the same bytes.',
    'https://www.itu.int/rec/T-REC-X.690',
  ),
  Structure: note(
    'MODIFIED',
    'A field of the standard with a value that the standard forbids: version, serial number, algorithm, names, extensions.',
    'Readers disagree, or a check that relies on the field is passed over.',
    rfc(5280),
  ),
  Signature: note(
    'MODIFIED',
    'Signed by somebody else, with another algorithm, or altered after signing.',
    'Anybody is anybody.',
    rfc(5280),
  ),
  Generation: note(
    'MISSING_STEP',
    'All generations of one CA bear the same name. Which one issued something is told by the key identifier and the signature, never by the name alone.',
    'A good certificate is refused after a change of key, or one of a lost key is accepted.',
    rfc(5280),
  ),
  Time: note(
    'MISSING_STEP',
    'The validity does not contain the moment of judgement, or is not one at all.',
    'A certificate counts after its end.',
    rfc(5280),
  ),
  LastDay: note(
    'EDGE_CASE',
    'Certificates end at 23:59:59 in Japan on a birthday; the day is one of Japan, not of UTC.',
    'Nine hours too early or too late.',
    JPKI_RULE,
  ),
  WrongKind: note(
    'WRONG_KIND',
    'A certificate of another kind in the right form: authentication for signing, phone for card, test environment, CA for person.',
    'A signature counts that its holder gave for something else.',
    JPKI_ACT,
  ),
  KeyUsage: note(
    'MISSING_STEP',
    'The key may not be used for this.',
    'A key that proves presence proves intent.',
    rfc(5280),
  ),
  Critical: note(
    'MISSING_STEP',
    'Something is marked critical that is not understood, or not marked that should be.',
    'A limit that the issuer wanted is passed over.',
    rfc(5280),
  ),
  KeyStrength: note(
    'MISSING_STEP',
    'A key that is too short, or of a kind that the law does not know.',
    'The signature can be forged.',
    ESA_RULE,
  ),
  FourItems: note(
    'MISSING_STEP',
    'One of the items (name, birth, gender, address, flags of substitute characters) is missing, twice, or in another form.',
    'Somebody is taken for somebody else, or nobody can be told from anybody.',
    JPKI_ACT,
  ),
  Substitutes: note(
    'MISSING_STEP',
    'The flags of substitute characters (代替文字) do not fit the text they speak of: one digit for each character, spaces too.',
    'A character that is not in the register is taken for the true one.',
    JPKI_ACT,
  ),
  EraDigit: note(
    'EDGE_CASE',
    'The first digit of the birth is the era; the date behind it is Gregorian all the same. On the first day of an era many readers err.',
    'A birthday that is off by decades, or a good one refused.',
    JPKI_ACT,
  ),
  Profile: note(
    'CAN_OF_WORMS',
    'Not as the issuer always does it, though nothing that a verifier relies on is wrong.',
    'A linter tells the issuer; a verifier that refuses may be too strict.',
  ),
  Unsettled: note(
    'CAN_OF_WORMS',
    'Public sources differ or are silent; what is expected here is assumed.',
    'None: any behaviour is consistent with what is public.',
  ),
  Law: note(
    'MODIFIED',
    'The Ordinance of the Electronic Signatures Act forbids it: too long a life, no name, no way to look up revocation, attributes that pass for accredited.',
    'The certificate is none of an accredited business.',
    ESA_RULE,
  ),
  Anchor: note(
    'MODIFIED',
    'A root that is no root: not marked as CA, without the right to sign, with another name or key, or out of its time.',
    'Whoever made it decides who is who.',
    rfc(5280),
  ),
  Revoked: note(
    'BASIC',
    'The certificate is revoked, and the list or answer says so.',
    'Who misses it accepts a lost card.',
    rfc(5280),
  ),
  Stale: note(
    'STALE',
    'The list or answer was true once: its next update is due, or its time has not come.',
    'A revocation since then is missed.',
    rfc(5280),
    rfc(6960),
  ),
  Scope: note(
    'MISSING_STEP',
    'The list is about other certificates: another municipality, CA certificates only, another generation.',
    'Nothing is listed, so everything seems good.',
    rfc(5280),
  ),
  ListEntries: note(
    'MODIFIED',
    'Entries of a list that the standard forbids or that contradict it: twice the same, from the future, reasons that do not exist.',
    'Readers disagree about what is revoked.',
    rfc(5280),
  ),
  Nonce: note(
    'MISSING_STEP',
    'The answer does not repeat the nonce of the question.',
    'An old answer is played again after a revocation.',
    rfc(9654),
  ),
  Responder: note(
    'MISSING_STEP',
    'Who answered is not the CA and holds no certificate of that very CA for OCSP signing.',
    'Anybody can answer good.',
    rfc(6960),
  ),
  CertId: note(
    'MISSING_STEP',
    'The answer is about another certificate: another serial number, another CA, another generation.',
    'The good of one is taken for the good of another.',
    rfc(6960),
  ),
  NoAnswer: note(
    'MISSING_STEP',
    'An unsigned refusal to answer. It says nothing about the certificate.',
    'Who goes on without an answer accepts what is revoked.',
    rfc(6960),
  ),
  Consent: note(
    'WRONG_KIND',
    'The message is no consent to this verifier for this service: another purpose, verifier or service, other items, another time.',
    'Data are asked for that nobody agreed to.',
    JPKI_RULE,
  ),
  ConsentSigner: note(
    'WRONG_KIND',
    'Who signed is not the person by a JPKI signing certificate that is valid.',
    'Somebody consents for somebody else.',
    JPKI_RULE,
  ),
  ConsentForm: note(
    'MODIFIED',
    'The content is not the JSON of the profile: members missing, too many, of another form.',
    'Readers disagree about what was agreed to.',
  ),
  Done: note('BASIC', 'The card does what is asked.', 'A card that refuses it serves nobody.'),
  Random: note(
    'BASIC',
    'The card does what is asked, with other bytes each time: a challenge, a signature with a salt.',
    'Only length and status word can be compared; who compares more refuses a good card.',
  ),
  Tries: note(
    'BASIC',
    'How many tries of a PIN are left; asking costs none.',
    'A client that cannot ask spends a try to find out.',
  ),
  Security: note(
    'MISSING_STEP',
    'The PIN that opens the file or key was not verified, or was wrong.',
    'A card that answers all the same guards nothing.',
  ),
  Blocked: note(
    'EDGE_CASE',
    'A PIN without tries left: a right value no longer helps, and the query still tells none left.',
    'A card that takes the right value then can be tried for ever; one that refuses the query cannot be bound by OpenSC.',
  ),
  Absent: note(
    'BASIC',
    'An application, file, record, object or offset that is not there.',
    'Clients find out what kind of card they have by this; 9000 sends them astray.',
  ),
  State: note(
    'MISSING_STEP',
    'Well formed, and not possible in this state or with this file.',
    'A card that guesses what was meant acts on another file.',
  ),
  Form: note(
    'MODIFIED',
    'P1, P2, Lc or Le have no meaning for this command, or the bytes fit no case of ISO/IEC 7816-3.',
    'A card that goes on acts on what nobody said.',
    'https://www.iso.org/standard/54089.html',
  ),
  Class: note(
    'MODIFIED',
    'A logical channel, secure messaging or a class that the card does not have.',
    'A card that passes over it takes what was meant to be secured.',
    'https://www.iso.org/standard/77180.html',
  ),
  Unknown: note(
    'WRONG_KIND',
    'An instruction of other cards.',
    'Clients of other cards that probe for theirs take this card for one.',
  ),
} as const satisfies Record<string, Note>;

export type Flag = keyof typeof NOTES;
