/**
 * What a transaction is made of: the canonical bytes that are signed, and the one text by which they are shown.
 *
 * Whoever proposes, shows, signs or checks computes both here, so that what was shown is what was signed (電子署名法2条1項;
 * INV-33). Templates are data; a new wording is a new template.
 */
import { z } from 'zod';
import { DecodeError } from '../errors.ts';
import { sha256Hex } from './binding.ts';

/** No control, format or line characters: nothing that a name holds can look like another line of the text. */
const plainText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'printable characters of one line');

/** The content of a payment. Members in this order, no white space: the canonical form. */
export const paymentContent = z.strictObject({
  template: z.enum(['transfer.1', 'monthly-transfer.1']),
  payee: plainText(48),
  account: z.string().regex(/^\d{4}-\d{3}-\d{7}$/, 'bank, branch and account number'),
  amountYen: z.int().min(1).max(999_999_999_999),
});
export type PaymentContent = z.infer<typeof paymentContent>;
export type TemplateId = PaymentContent['template'];

/** `{payee}`, `{account}` and `{amount}` are put in as they are. */
export const TEMPLATES: Readonly<Record<TemplateId, string>> = {
  'transfer.1': '振込 Transfer\n受取人 To: {payee}\n口座 Account: {account}\n金額 Amount: {amount} 円 yen',
  'monthly-transfer.1':
    '毎月の自動送金 Transfer every month\n受取人 To: {payee}\n口座 Account: {account}\n毎月の金額 Amount each month: {amount} 円 yen',
};

export const isTemplate = (id: string): id is TemplateId => Object.hasOwn(TEMPLATES, id);

const amountText = (yen: number): string => String(yen).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',');

/** The canonical bytes T. */
export function canonicalContent({ template, payee, account, amountYen }: PaymentContent): Uint8Array {
  return new Uint8Array(Buffer.from(JSON.stringify({ template, payee, account, amountYen }), 'utf8'));
}

/** Throws `DecodeError` (`ERR_TRANSACTION`) for bytes that are not the canonical form of what they say. */
export function readContent(bytes: Uint8Array): PaymentContent {
  let content: PaymentContent;
  try {
    content = paymentContent.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new DecodeError('ERR_TRANSACTION', 'transaction', 'no content of this profile', -1, cause);
  }
  if (Buffer.compare(canonicalContent(content), bytes) !== 0)
    throw new DecodeError('ERR_TRANSACTION', 'transaction', 'not the canonical form');
  return content;
}

/** The text that a person reads before signing. */
export const shownText = (template: TemplateId, { payee, account, amountYen }: PaymentContent): string =>
  TEMPLATES[template].replace(/\{(payee|account|amount)\}/g, (_, field: 'payee' | 'account' | 'amount') =>
    field === 'payee' ? payee : field === 'account' ? account : amountText(amountYen),
  );

/** What the payload of a signature says of content and text. */
export const digestsOf = (content: PaymentContent): { readonly content: string; readonly shown: string } => ({
  content: sha256Hex(canonicalContent(content)),
  shown: sha256Hex(shownText(content.template, content)),
});
