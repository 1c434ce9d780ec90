/** Libraries with one defect each, in transactions. */
import { fposSteps as reference } from '../../simulator/fpos/index.ts';
import {
  isTemplate,
  type PaymentContent,
  sha256Hex,
  shownText,
  type TransactionProposal,
} from '../../simulator/profile/index.ts';
import { because, type Mutant, mutant } from './define.ts';

const contentOf = ({ content }: TransactionProposal): PaymentContent =>
  JSON.parse(Buffer.from(content, 'base64').toString('utf8')) as PaymentContent;

/** Asks only when `asks` says so. */
const approving =
  (asks: () => boolean): typeof reference.approve =>
  async (deps, text) => {
    if (asks()) await reference.approve(deps, text);
  };

export const LIBRARY_SIGNING_MUTANTS: readonly Mutant[] = [
  mutant('mutant:library-shows-another-amount', 'library', 'The text shows another amount than is signed.', {
    library: { textOf: (content) => shownText(content.template, { ...content, amountYen: 1 }) },
  }),
  mutant(
    'mutant:library-signs-what-was-not-shown',
    'library',
    'The digest of the text is not that of the text.',
    {
      library: {
        transactionPayload: (...args) => ({ ...reference.transactionPayload(...args), shown: sha256Hex('') }),
      },
    },
  ),
  mutant('mutant:library-signs-a-fixed-nonce', 'library', 'The nonce of a transaction is its own.', {
    library: {
      transactionPayload: (...args) => ({ ...reference.transactionPayload(...args), nonce: '00'.repeat(32) }),
    },
  }),
  mutant(
    'mutant:library-signs-under-the-attribute-kind',
    'library',
    'A transaction is signed under the certificate that says nothing accredited.',
    {
      library: {
        signTransaction: (deps, own, payload) =>
          reference.signTransaction(
            deps,
            { ...own, certificate: own.attributeCertificate ?? own.certificate },
            payload,
          ),
      },
    },
  ),
  mutant(
    'mutant:library-asks-once',
    'library',
    'One approval counts for all transactions after it.',
    () => {
      let asked = false;
      const asks = (): boolean => {
        const first = !asked;
        asked = true;
        return first;
      };
      return { library: { approve: approving(asks) } };
    },
    because('a second transaction there is not approved either', 'TC-LIB-101', 'TC-LIB-103'),
  ),
  mutant(
    'mutant:library-log-in-unlocks',
    'library',
    'After a log-in transactions are signed unasked.',
    () => {
      let loggedIn = false;
      return {
        library: {
          signAnswer: (...args) => {
            loggedIn = true;
            return reference.signAnswer(...args);
          },
          approve: approving(() => !loggedIn),
        },
      };
    },
  ),
  mutant(
    'mutant:library-signs-without-asking',
    'library',
    'Transactions are signed unasked.',
    {
      library: { approve: async () => {} },
    },
    because('nothing was shown', 'TC-LIB-101'),
  ),
  mutant(
    'mutant:library-signs-though-declined',
    'library',
    'The user is asked, and the answer is not heard.',
    {
      library: { approve: async ({ ui }, text) => void (await ui.approve?.(text)) },
    },
  ),
  mutant(
    'mutant:library-shows-by-any-template',
    'library',
    'The template of the proposal is taken for the content’s.',
    {
      library: {
        readProposal: (proposal) => {
          const read = reference.readProposal({ ...proposal, template: contentOf(proposal).template });
          return isTemplate(proposal.template) ? { ...read, template: proposal.template } : read;
        },
      },
    },
  ),
  mutant(
    'mutant:library-shows-what-it-can',
    'library',
    'What the text does not show is signed all the same.',
    {
      library: {
        readProposal: (proposal) => {
          const content = contentOf(proposal);
          // Template and its name are looked at; the rest is taken as it comes.
          return content.template === proposal.template && isTemplate(content.template)
            ? content
            : reference.readProposal(proposal);
        },
      },
    },
  ),
  mutant(
    'mutant:library-signs-for-any-place',
    'library',
    'It is signed for whatever place the proposal names.',
    {
      library: {
        checkProposal: (deps, proposal) =>
          reference.checkProposal(deps, proposal, { appId: proposal.appId, origin: proposal.origin }),
      },
    },
  ),
  mutant('mutant:library-signs-late', 'library', 'A proposal never expires.', {
    library: {
      checkProposal: (deps, proposal, context) =>
        reference.checkProposal({ ...deps, now: () => new Date(0) }, proposal, context),
    },
  }),
];
