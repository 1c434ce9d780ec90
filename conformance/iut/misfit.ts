/** What of an answer does not fit the contract: the member, never its value. */
import type { z } from 'zod';
import { IutBroke } from './connector.ts';

/** More tell nobody more. */
const TOLD_MAX = 3;

const issueText = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.join('.')}: ${message}`;

/** As a break of the contract: `reset: the result does not fit the contract: urls.ca: Invalid URL`. */
export const misfit = (method: string, { issues }: z.ZodError): IutBroke =>
  new IutBroke(
    'garbage',
    `${method}: the result does not fit the contract: ${issues.slice(0, TOLD_MAX).map(issueText).join('; ')}`,
  );
