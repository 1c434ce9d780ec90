/** The content of a transaction, and the text by which a template shows it: read by other code than it was made with. */

export interface Transaction {
  readonly bytes: Uint8Array;
  readonly template: string;
  /** What a reader of the text must find in it, in the form in which the template puts it. */
  readonly values: Readonly<Record<'payee' | 'account' | 'amount', string>>;
}

/** Groups of three digits, as amounts are written. */
function grouped(yen: number): string {
  const digits = String(yen);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(',');
}

/** Undefined for what is no content of the profile. `base64`: as in the proposal. */
export function decodeTransaction(base64: string): Transaction | undefined {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  const { template, payee, account, amountYen } = (value ?? {}) as Record<string, unknown>;
  if (typeof template !== 'string' || typeof payee !== 'string' || typeof account !== 'string')
    return undefined;
  if (typeof amountYen !== 'number' || !Number.isSafeInteger(amountYen)) return undefined;
  return { bytes, template, values: { payee, account, amount: grouped(amountYen) } };
}

/** The text, from the template's wording. */
export const renderTransaction = (wording: string, { values }: Transaction): string =>
  wording
    .split(/(\{[a-z]+\})/)
    .map((part) =>
      /^\{[a-z]+\}$/.test(part) ? (values[part.slice(1, -1) as keyof typeof values] ?? part) : part,
    )
    .join('');
