/**
 * Certificates on a phone (移動端末設備用電子証明書): applied for with the card's signing certificate, from J-LIS itself. Source:
 * 公的個人認証法 16条の2–16条の14, 35条の2–35条の14; help pages for loss and change of phone.
 */
import type { DeskEvents } from './event-table.ts';

export const phoneEvents: Pick<DeskEvents, 'apply-phone' | 'stop-phone' | 'resume-phone' | 'give-up-phone'> =
  {
    // One phone at a time: the former one's certificates end.
    'apply-phone'(work, { phone: name, model }) {
      const { person } = work;
      if (!work.living('sign', 'card')) work.refuse('no-signing-certificate');
      const same = person.phone?.name === name;
      work.end(work.open(['sign', 'auth'], 'phone'), same ? 'reissued' : 'phone-changed');
      person.phone = { name, model, state: 'in-use' };
      if (work.living('auth', 'card')) work.issue('auth', 'phone');
      work.issue('sign', 'phone');
    },

    'stop-phone'(work) {
      const { phone } = work.person;
      const open = work.open(['sign', 'auth'], 'phone');
      if (phone?.state === 'stopped') work.refuse('phone-stopped');
      if (phone === undefined || open.length === 0) return work.refuse('no-phone');
      phone.state = 'stopped';
      work.hold(open, 'phone-lost');
    },

    // The one for authentication has effect again; the one for signing ends, and is issued anew if the card's lives.
    'resume-phone'(work) {
      const { person, office } = work;
      const { phone } = person;
      if (phone?.state !== 'stopped') return work.refuse('phone-not-stopped');
      const open = work.open(['sign', 'auth'], 'phone');
      if (open.length === 0) work.refuse('no-phone');
      phone.state = 'in-use';
      const resumable = open.filter(office.steps.mayResume);
      const rest = open.filter((certificate) => !resumable.includes(certificate));
      for (const certificate of resumable) work.resume(certificate);
      work.end(rest, 'phone-resumed');
      if (rest.some(({ kind }) => kind === 'sign') && work.living('sign', 'card'))
        work.issue('sign', 'phone');
    },

    'give-up-phone'(work) {
      const { phone } = work.person;
      const open = work.open(['sign', 'auth'], 'phone');
      if (phone === undefined || open.length === 0) return work.refuse('no-phone');
      phone.state = 'given-up';
      work.end(open, 'phone-given-up');
    },
  };
