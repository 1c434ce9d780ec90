/** What is not public about J-LIS, or differs between sources, each with the value taken here. See docs/assumptions.md. */
import { STATUS_KNOBS, type StatusKnobs } from './status/index.ts';

export interface JlisKnobs extends StatusKnobs {
  /** OCSP and CRL for registered verifiers only, as the real ones are; default: for anybody. */
  readonly registeredCallersOnly: boolean;
  /** Youngest age at which a signing certificate is issued; the rule (施行規則5条3項) foresees infants, practice does not. */
  readonly signAgeMin: number;
  /** From this day on a signing certificate records the reading of the name, and the four items tell it. */
  readonly furiganaFrom: string;
  /** Does the certificate show the reading, in an otherName of its own? What the real ones do is not public. */
  readonly furiganaInCertificates: boolean;
}

export const JLIS_KNOBS: JlisKnobs = {
  ...STATUS_KNOBS,
  registeredCallersOnly: false,
  signAgeMin: 15,
  furiganaFrom: '2026-05-26',
  furiganaInCertificates: false,
};
