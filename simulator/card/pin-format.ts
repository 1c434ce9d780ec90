/** What values a PIN file takes. Alphabets and lengths as holders are told them (municipal guidance, PocketSign SDK). */

export type PinFormat = {
  readonly id: string;
  readonly pattern: RegExp;
  /** For people, and for messages that must not show the value. */
  readonly says: string;
};

const digits = (id: string, count: number): PinFormat => ({
  id,
  pattern: new RegExp(`^[0-9]{${count}}$`),
  says: `${count} digits`,
});

/** Every format, by id. Card files name them. */
export const pinFormats = {
  'four-digits': digits('four-digits', 4),
  'six-digits': digits('six-digits', 6),
  'twelve-digits': digits('twelve-digits', 12),
  'fourteen-digits': digits('fourteen-digits', 14),
  password: { id: 'password', pattern: /^[A-Z0-9]{6,16}$/, says: '6 to 16 of A-Z and 0-9' },
  'password-mixed': {
    id: 'password-mixed',
    pattern: /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/,
    says: '6 to 16 of A-Z and 0-9, at least one letter and one digit',
  },
  'password-any': { id: 'password-any', pattern: /^[!-~]{6,16}$/, says: '6 to 16 printable characters' },
} as const satisfies Record<string, PinFormat>;

export type PinFormatId = keyof typeof pinFormats;

/** What the signing password may be changed to, by the knob `signPinPolicy`. */
export const signPinFormats = {
  alphabet: pinFormats.password,
  mixed: pinFormats['password-mixed'],
  length: pinFormats['password-any'],
} as const;
