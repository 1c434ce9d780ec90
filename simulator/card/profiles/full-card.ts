/**
 * A whole My Number card: the five applications and the power-up level, from one citizen.
 *
 * It needs nine RSA keys more than a card with the JPKI-AP alone, and some eight signatures, so it is made only where
 * somebody asks for it.
 */
import type { CardData, DedicatedFile } from '../card-data.ts';
import { type ApplicationId, type CardKnobs, defaultKnobs } from '../knobs.ts';
import { atrOf } from './atrs.ts';
import type { FullPersonalisation } from './full-personalisation.ts';
import { checkHolder } from './holder.ts';
import { jpkiApplication } from './jpki-card.ts';
import { commonApplication, jukiApplication } from './office-applications.ts';
import { powerUpLevel } from './power-up-level.ts';
import { surfaceApplication } from './surface-application.ts';
import { textApplication } from './text-application.ts';

/** PINs of the 券面 and office applications on the default card. */
export const defaultFullPins = { textPin: '1234', officePin: '1234' } as const;

/** How each application is made. */
const makers: Readonly<
  Record<ApplicationId, (person: FullPersonalisation, knobs: CardKnobs) => DedicatedFile>
> = {
  jpki: jpkiApplication,
  text: textApplication,
  surface: surfaceApplication,
  juki: (person, { cvRange }) => jukiApplication(person, cvRange),
  common: (person, { cvRange }) => commonApplication(person, cvRange),
};

/**
 * A My Number card with everything that is publicly known of it.
 *
 * @throws UsageError ERR_CARD_HOLDER, ERR_CARD_PIN, ERR_CARD_TRIES or ERR_CARD_FILE_SIZE when the personalisation fits no card
 */
export function fullCard(person: FullPersonalisation): CardData {
  checkHolder(person.holder);
  const knobs = { ...defaultKnobs, ...person.knobs };
  return {
    atr: atrOf(knobs.atrPersona),
    applications: knobs.applicationOrder.map((id) => makers[id](person, knobs)),
    powerUp: powerUpLevel(person, knobs),
    knobs,
  };
}
