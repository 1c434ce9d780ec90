/** The stories that the documentation tells; each is played in the tests. What is claimed in them holds, or they end. */
import { type CaPolicy, DEFAULT_POLICY } from '../../ca/index.ts';
import { canonicalContent, type PaymentContent } from '../../profile/index.ts';
import { BANK_APP } from '../../relying-party/index.ts';
import type { Story } from './story.ts';

export interface Scenario {
  readonly id: string;
  readonly says: string;
  readonly saysJa: string;
  /** When it begins; absent: the usual first day of a world. */
  readonly at?: string;
  /** What its CA does otherwise than by default. */
  readonly policy?: Partial<CaPolicy>;
  readonly play: (story: Story) => Promise<void>;
}

const NEW_HOME = '東京都架空区試験町一丁目２番３号';
const SHOP = 'shop';
const OWN_SERVICE = DEFAULT_POLICY.ownService;

const RENT: PaymentContent = {
  template: 'transfer.1',
  payee: 'テスト不動産 TEST',
  account: '9999-001-1234567',
  amountYen: 80_000,
};

const movingHouse: Scenario = {
  id: 'moving-house',
  says: 'A customer of the bank moves; one press completes the change, and log-in goes on all the while.',
  saysJa: '銀行の顧客が転居し、一回の操作で住所変更が完了する。その間もログインは途切れない。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP, { consent: BANK_APP });
    await phone.logsIn();
    await story.passes({ days: 2 });
    await person.movesTo(NEW_HOME);
    story.sees('a push went out', '通知が一件届いた', story.society.push.notifications.length === 1);
    story.sees('log-in goes on', 'ログインは途切れない', (await phone.logsIn()) === 'done');
    const before = await phone.bankRecord();
    story.sees('nothing has changed at the bank yet', '銀行の記録はまだ変わらない', before.version === 1);
    await phone.looksAtChange();
    const after = await phone.bankRecord();
    story.sees(
      'one press, and the bank has the new address',
      '一回の操作で銀行の住所が新しくなった',
      after.version === 2 && after.facts.address === NEW_HOME && phone.shown.length === 1,
    );
  },
};

const telling: Scenario = {
  id: 'telling-the-bank',
  says: 'The bank is told nothing; the person sees the change on the phone and sends it by one press.',
  saysJa: '銀行には何も伝わらず、本人が端末で変更を確認し、一回の操作で届け出る。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP, { consent: OWN_SERVICE });
    await phone.logsIn();
    await story.passes({ days: 2 });
    await person.movesTo(NEW_HOME);
    await phone.logsIn();
    story.sees(
      'the bank has heard of nothing',
      '銀行には何も伝わっていない',
      story.society.push.notifications.length === 0 && (await phone.waitingChange()) === undefined,
    );
    phone.presses = undefined;
    await phone.reportsChange();
    story.sees(
      'without a press nothing is sent',
      '押さなければ何も送られない',
      (await phone.bankRecord()).version === 1,
    );
    phone.presses = 'confirm';
    await phone.reportsChange();
    const { facts } = await phone.bankRecord();
    story.sees(
      'one press, and the bank has the new address',
      '一回の操作で住所が届いた',
      facts.address === NEW_HOME,
    );
  },
};

const silence: Scenario = {
  id: 'moving-without-consent',
  says: 'Whoever consented to nothing moves unnoticed: J-LIS is not asked, and nobody is told.',
  saysJa: '同意していない者の転居は誰にも伝わらない。機構にも照会されない。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP);
    await phone.logsIn();
    await story.passes({ days: 2 });
    await person.movesTo(NEW_HOME);
    const asked = story.society.jlis.audit.filter(({ operation }) => operation === 'four-items');
    story.sees(
      'J-LIS was not asked for the latest items',
      '最新の4情報は照会されなかった',
      asked.length === 0,
    );
    story.sees('no push went out', '通知は送られなかった', story.society.push.notifications.length === 0);
    story.sees('log-in goes on', 'ログインは途切れない', (await phone.logsIn()) === 'done');
  },
};

const marriage: Scenario = {
  id: 'marriage',
  says: 'One app was joined before a marriage, another after it: both know the same person, each by an identifier of its own.',
  saysJa: '結婚の前に一つ、後に一つのアプリに加入しても、いずれも同じ本人をそれぞれの識別子で認識する。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP, { consent: OWN_SERVICE });
    const before = await phone.identifierAt(BANK_APP);
    await story.passes({ days: 2 });
    await person.marriesAndIsCalled('試験', '花子');
    await phone.joins(SHOP);
    await phone.joins(BANK_APP);
    const after = await phone.identifierAt(BANK_APP);
    const atShop = await phone.identifierAt(SHOP);
    story.sees(
      'the bank knows the same person',
      '銀行にとって同じ本人である',
      before !== undefined && before === after,
    );
    story.sees(
      'the shop knows the person by another identifier',
      '店には別の識別子で認識される',
      atShop !== undefined && atShop !== after,
    );
  },
};

const newPhone: Scenario = {
  id: 'new-phone',
  says: 'A new phone: install, tap once, done; no old phone, no revocation first, nobody at the CA.',
  saysJa: '機種変更: 入れて一回かざすだけ。旧端末も事前の失効も認証局の人手も要らない。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const first = person.getsPhone('first');
    await first.joins(BANK_APP);
    await first.logsIn();
    const before = await first.identifierAt(BANK_APP);
    await story.passes({ days: 100 });
    const second = person.getsPhone('second');
    const taps = person.taps;
    story.sees(
      'one tap, done on the spot',
      'タップ一回でその場で完了した',
      (await second.joins(BANK_APP)) === 'done' && person.taps === taps + 1,
    );
    story.sees('the same customer', '同じ顧客である', (await second.identifierAt(BANK_APP)) === before);
    story.sees('the new phone logs in', '新しい端末でログインできる', (await second.logsIn()) === 'done');
    story.sees(
      'the old phone no longer does',
      '古い端末ではログインできない',
      (await first.logsIn()) === 'certificate-revoked',
    );
  },
};

const lostPhone: Scenario = {
  id: 'lost-phone',
  says: 'The phone is gone: one tap on another phone ends what it holds.',
  saysJa: '端末を失っても、別の端末で一回かざせば証明書を失効できる。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const lost = person.getsPhone('first');
    await lost.joins(BANK_APP);
    await lost.logsIn();
    const other = person.getsPhone('borrowed');
    await other.revokesWhatALostPhoneHolds(BANK_APP);
    story.sees(
      'the lost phone logs in no more',
      '失くした端末ではログインできない',
      (await lost.logsIn()) === 'certificate-revoked',
    );
  },
};

const lostCard: Scenario = {
  id: 'lost-card',
  says: 'The card is lost: nobody gets a certificate with it, and the app of its owner works on.',
  saysJa: 'カードを失っても、そのカードでは発行されず、本人のアプリは使い続けられる。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP);
    await person.losesCard();
    const finder = person.getsPhone('of the finder');
    const came = await finder.joins(BANK_APP);
    story.sees('nothing was issued', '発行されなかった', came === 'jpki-revoked');
    story.sees(
      'the owner logs in as before',
      '本人はこれまで通りログインできる',
      (await phone.logsIn()) === 'done',
    );
  },
};

const alteredPayment: Scenario = {
  id: 'altered-payment',
  says: 'Somebody between bank and phone alters a payment, and plays a log-in again: both come to nothing.',
  saysJa: '取引の改ざんも、ログイン応答の再送も、銀行に拒まれる。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP);
    const answer = await phone.answersBank();
    if (typeof answer === 'string') throw new Error(answer);
    await phone.handsIn(answer);
    story.sees(
      'a log-in played again is refused',
      '再送されたログイン応答は拒まれた',
      (await phone.handsIn(answer)) === 'challenge-used',
    );
    story.sees('a payment is executed', '支払いが実行された', (await phone.pays(RENT)) === 'done');
    const altered = Buffer.from(canonicalContent({ ...RENT, account: '9999-666-0000000' })).toString(
      'base64',
    );
    const came = await phone.pays(RENT, (proposal) => ({ ...proposal, content: altered }));
    story.sees('the altered one is refused', '改ざんされた支払いは拒まれた', came === 'transaction-mismatch');
    story.sees('and nothing more was paid', 'それ以上は支払われていない', (await phone.movements()) === 1);
  },
};

const twoCertificates: Scenario = {
  id: 'two-certificates',
  says: 'The CA keeps two keys apart, as the scheme of 2018 did: one tap, one certificate to log in with and one to sign with.',
  saysJa: '2018年の方式のように鍵を分ける: タップ一回で認証用と電子署名用の二つの証明書を得て、使い分ける。',
  policy: { separateKeys: true },
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP, { consent: BANK_APP });
    const [held] = await phone.library.certificates();
    const { keyId, authentication } = held?.credential ?? {};
    story.sees(
      'one tap, two keys, two certificates',
      'タップ一回で鍵も証明書も二つ',
      person.taps === 1 && authentication !== undefined && authentication.keyId !== keyId,
    );
    story.sees('the one logs in', '一方でログインする', (await phone.logsIn()) === 'done');
    story.sees('the other signs a payment', '他方で取引に署名する', (await phone.pays(RENT)) === 'done');
    await story.passes({ days: 2 });
    await person.movesTo(NEW_HOME);
    await phone.logsIn();
    await phone.looksAtChange();
    story.sees(
      'and one press by it changes the address',
      '一回の操作に署名して住所を変更する',
      (await phone.bankRecord()).facts.address === NEW_HOME,
    );
  },
};

const atNight: Scenario = {
  id: 'new-years-night',
  says: 'At one in the morning of New Year’s Day certificates are issued at once: nobody at the CA looks.',
  saysJa: '元日の午前一時でも証明書は直ちに発行される。認証局の人手は要らない。',
  at: '2027-01-01T01:00:00+09:00',
  async play(story) {
    for (const number of [1, 2, 3]) {
      const person = story.citizen(number);
      person.getsCard();
      story.sees(
        'issued at once',
        '直ちに発行された',
        (await person.getsPhone('first').joins(BANK_APP)) === 'done',
      );
    }
  },
};

const death: Scenario = {
  id: 'death',
  says: 'The holder dies: with the card of the dead nothing more is issued.',
  saysJa: '本人の死亡後は、そのカードで新たに発行されることはない。',
  async play(story) {
    const person = story.citizen(1);
    person.getsCard();
    const phone = person.getsPhone('first');
    await phone.joins(BANK_APP);
    await person.dies();
    story.sees(
      'nothing more is issued',
      '新たに発行されない',
      (await person.getsPhone('of somebody').joins(SHOP)) === 'jpki-revoked',
    );
  },
};

export const SCENARIOS: readonly Scenario[] = [
  movingHouse,
  telling,
  silence,
  marriage,
  newPhone,
  lostPhone,
  lostCard,
  alteredPayment,
  twoCertificates,
  atNight,
  death,
];
