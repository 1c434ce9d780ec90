/**
 * One PC/SC reader: presence and power of its chip, handles, sharing, transactions, events.
 *
 * It behaves like a reader of pcscd (observed in winscard.c, readerfactory.c and eventhandler.c, the same from 1.9.9
 * to 2.5.1). Nothing polls, so clients learn of a change at once; README.md lists every departure.
 */
import type { Chip } from '../apdu/channel.ts';
import { protocolsOf } from './atr-protocols.ts';
import {
  SCARD_E_INVALID_HANDLE,
  SCARD_E_INVALID_VALUE,
  SCARD_E_NO_SMARTCARD,
  SCARD_E_NOT_TRANSACTED,
  SCARD_E_PROTO_MISMATCH,
  SCARD_E_READER_UNAVAILABLE,
  SCARD_E_SHARING_VIOLATION,
  SCARD_EJECT_CARD,
  SCARD_LEAVE_CARD,
  SCARD_PROTOCOL_ANY_OLD,
  SCARD_PROTOCOL_RAW,
  SCARD_PROTOCOL_T0,
  SCARD_PROTOCOL_T1,
  SCARD_PROTOCOL_UNDEFINED,
  SCARD_RESET_CARD,
  SCARD_S_SUCCESS,
  SCARD_SHARE_DIRECT,
  SCARD_SHARE_EXCLUSIVE,
  SCARD_SHARE_SHARED,
  SCARD_UNPOWER_CARD,
  SCARD_W_REMOVED_CARD,
  SCARD_W_RESET_CARD,
  SCARD_W_UNPOWERED_CARD,
  SCARD_W_UNRESPONSIVE_CARD,
  SHARING_EXCLUSIVE,
} from './scard.ts';
import { type OnExchange, Slot } from './slot.ts';

/** Whoever owns handles: one connection. `gone` turns true when it has died, so that nothing waits for it. */
export interface HandleOwner {
  readonly gone: boolean;
}

interface Handle {
  readonly id: number;
  readonly owner: HandleOwner;
  /** What this handle has yet to be told; only RECONNECT clears it. */
  event: typeof SCARD_S_SUCCESS | typeof SCARD_W_RESET_CARD | typeof SCARD_W_REMOVED_CARD;
}

/** What the list of readers says of this one. */
export interface ReaderSnapshot {
  readonly name: string;
  readonly eventCounter: number;
  readonly state: number;
  readonly sharing: number;
  readonly atr: Uint8Array;
  readonly protocol: number;
}

/** Resolves when the time is over for which a card keeps its power unused; rejects when the signal comes first. */
export type Grace = (inUse: AbortSignal) => Promise<void>;

export interface VirtualReaderOptions {
  /** A number never given before in the service. */
  readonly nextHandle: () => number;
  readonly onExchange?: OnExchange;
  /** Without one, an unused card keeps its power. */
  readonly grace?: Grace;
}

const SELECTABLE_PROTOCOLS =
  SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1 | SCARD_PROTOCOL_RAW | SCARD_PROTOCOL_ANY_OLD;
const NO_BYTES = new Uint8Array(0);

function isShareMode(mode: number): boolean {
  return mode === SCARD_SHARE_EXCLUSIVE || mode === SCARD_SHARE_SHARED || mode === SCARD_SHARE_DIRECT;
}

function isDisposition(disposition: number): boolean {
  return (
    disposition === SCARD_LEAVE_CARD ||
    disposition === SCARD_RESET_CARD ||
    disposition === SCARD_UNPOWER_CARD ||
    disposition === SCARD_EJECT_CARD
  );
}

/** Refusal that depends on the arguments alone, checked before the reader is looked at. */
export function refusedMode(shareMode: number, protocols: number): number {
  if (shareMode !== SCARD_SHARE_DIRECT && (protocols & SELECTABLE_PROTOCOLS) === 0)
    return SCARD_E_PROTO_MISMATCH;
  if (!isShareMode(shareMode)) return SCARD_E_INVALID_VALUE;
  return SCARD_S_SUCCESS;
}

/** See the module comment. All methods answer with a return code of scard.ts and never throw for what a client sent. */
export class VirtualReader {
  readonly name: string;
  readonly #slot: Slot;
  readonly #nextHandle: () => number;
  readonly #grace: Grace | undefined;
  /** Ends the wait after which an unused card loses its power. */
  #inUse = new AbortController();
  #eventCounter = 0;
  readonly #handles = new Map<number, Handle>();
  #exclusive = false;
  /** The handle that has a transaction (or the card exclusively), and how deep; 0: nobody. */
  #lockHolder = 0;
  #lockDepth = 0;
  #unplugged = false;
  #announcedSharing = 0;
  #unlockWaiters: (() => void)[] = [];
  /** Called when a client that waits for a change has something to look at. */
  onChange: () => void = () => {};

  constructor(name: string, options: VirtualReaderOptions) {
    this.name = name;
    this.#nextHandle = options.nextHandle;
    this.#grace = options.grace;
    this.#slot = new Slot(options.onExchange);
  }

  snapshot(): ReaderSnapshot {
    return {
      name: this.name,
      eventCounter: this.#eventCounter,
      state: this.#slot.stateBits,
      sharing: this.#sharing,
      atr: this.#slot.atr,
      protocol: this.#slot.protocol,
    };
  }

  // ---- the card comes and goes ----

  /** Puts the card in and powers it; `announce: false` at the start of the service, which is no event. */
  async insert(chip: Chip, announce = true): Promise<void> {
    if (this.#slot.power !== 'absent' || this.#unplugged) return;
    await this.#slot.insert(chip);
    this.#restWhenUnused();
    if (announce) this.#countEvent();
  }

  /** Takes the card out. Clients know at once, even if the chip is in the middle of a command. */
  async remove(): Promise<void> {
    if (this.#slot.power === 'absent') return;
    this.#inUse.abort();
    const powerLost = this.#slot.remove();
    for (const handle of this.#handles.values()) handle.event = SCARD_W_REMOVED_CARD;
    this.#lockDepth = 0;
    this.#unlock();
    this.#countEvent();
    await powerLost;
  }

  /** The reader itself goes, with its card. Its handles are unknown from then on, after what they are in the middle of. */
  async unplug(): Promise<void> {
    this.#unplugged = true;
    const powerLost = this.remove();
    this.#wakeUnlockWaiters();
    await this.#slot.inTurn(async () => this.#handles.clear());
    await powerLost;
  }

  // ---- what clients ask for ----

  /** SCardConnect. `hCard` is 0 unless the code is success. */
  async connect(owner: HandleOwner, shareMode: number, protocols: number) {
    const refuse = (rv: number) => ({ rv, hCard: 0, protocol: 0 });
    const refused = refusedMode(shareMode, protocols);
    if (refused !== SCARD_S_SUCCESS) return refuse(refused);
    return this.#inTurnWhenUnlocked(owner, 0, refuse, async () => {
      if (this.#exclusive) return refuse(SCARD_E_SHARING_VIOLATION);
      if (shareMode !== SCARD_SHARE_DIRECT) {
        if (this.#slot.power === 'absent') return refuse(SCARD_E_NO_SMARTCARD);
        this.#inUse.abort();
        if (this.#slot.lacksPower) await this.#slot.powerOn();
        if (this.#slot.power !== 'on') return refuse(SCARD_W_UNPOWERED_CARD);
      }
      const mismatch = this.#selectProtocol(shareMode, protocols);
      if (mismatch !== SCARD_S_SUCCESS) return refuse(mismatch);
      if (shareMode === SCARD_SHARE_EXCLUSIVE && this.#handles.size > 0)
        return refuse(SCARD_E_SHARING_VIOLATION);
      const handle: Handle = { id: this.#nextHandle(), owner, event: SCARD_S_SUCCESS };
      this.#handles.set(handle.id, handle);
      if (shareMode === SCARD_SHARE_EXCLUSIVE) this.#becomeExclusive(handle.id);
      this.#announceSharing();
      return { rv: SCARD_S_SUCCESS, hCard: handle.id, protocol: this.#slot.protocol };
    });
  }

  /** SCardReconnect: optionally resets the card, changes the share mode, forgets the handle's pending event. */
  async reconnect(hCard: number, shareMode: number, protocols: number, initialization: number) {
    const refuse = (rv: number) => ({ rv, protocol: this.#slot.protocol });
    if (!isDisposition(initialization) || initialization === SCARD_EJECT_CARD)
      return refuse(SCARD_E_INVALID_VALUE);
    if (!isShareMode(shareMode)) return refuse(SCARD_E_INVALID_VALUE);
    const refused = refusedMode(shareMode, protocols);
    if (refused !== SCARD_S_SUCCESS) return refuse(refused);
    return this.#slot.inTurn(async () => {
      const handle = this.#handles.get(hCard);
      if (handle === undefined) return refuse(SCARD_E_INVALID_VALUE);
      if (this.#isLockedFor(hCard)) return refuse(SCARD_E_SHARING_VIOLATION);
      if (initialization === SCARD_LEAVE_CARD) {
        if (this.#slot.lacksPower) await this.#slot.powerOn();
      } else await this.#resetAndPower(initialization);
      if (this.#slot.power === 'absent') return refuse(SCARD_E_NO_SMARTCARD);
      if (this.#slot.power === 'mute') return refuse(SCARD_W_UNRESPONSIVE_CARD);
      const mismatch = this.#selectProtocol(shareMode, protocols);
      if (mismatch !== SCARD_S_SUCCESS) return refuse(mismatch);
      if (shareMode === SCARD_SHARE_EXCLUSIVE && !this.#exclusive) {
        if (this.#handles.size > 1) return refuse(SCARD_E_SHARING_VIOLATION);
        this.#becomeExclusive(hCard);
        this.#wakeUnlockWaiters(); // Who waited for the end of a transaction is refused now.
      } else if (shareMode !== SCARD_SHARE_EXCLUSIVE && this.#exclusive) {
        this.#exclusive = false;
        // A removal in between has taken the lock away already.
        this.#lockDepth = Math.max(0, this.#lockDepth - 1);
        this.#unlock();
      }
      if (shareMode !== SCARD_SHARE_DIRECT) this.#inUse.abort();
      handle.event = SCARD_S_SUCCESS;
      this.#announceSharing();
      return { rv: SCARD_S_SUCCESS, protocol: this.#slot.protocol };
    });
  }

  /** SCardDisconnect: waits for another handle's transaction only if it is to touch the card. */
  async disconnect(hCard: number, disposition: number): Promise<number> {
    if (!isDisposition(disposition)) return SCARD_E_INVALID_VALUE;
    const handle = this.#handles.get(hCard);
    if (handle === undefined) return SCARD_S_SUCCESS; // SCardDisconnect does not mind that the reader has gone.
    if (disposition === SCARD_LEAVE_CARD) {
      this.#drop(hCard);
      return SCARD_S_SUCCESS;
    }
    return this.#inTurnWhenUnlocked(
      handle.owner,
      hCard,
      (rv) => rv,
      async () => {
        // Nothing in this reader can eject a card; pcscd asks the driver and does not mind that it cannot.
        if (disposition !== SCARD_EJECT_CARD) await this.#resetCard(disposition);
        this.#drop(hCard);
        return SCARD_S_SUCCESS;
      },
    );
  }

  /**
   * SCardBeginTransaction. If another handle has one, the answer is a sharing violation and libpcsclite asks again every
   * 100 ms: it must, because it holds its context's mutex while it waits for us, and the END may come by the same context.
   */
  begin(hCard: number): number {
    const handle = this.#handles.get(hCard);
    if (handle === undefined) return SCARD_E_INVALID_VALUE;
    if (handle.event !== SCARD_S_SUCCESS) return handle.event;
    if (this.#isLockedFor(hCard)) return SCARD_E_SHARING_VIOLATION;
    this.#lockHolder = hCard;
    this.#lockDepth += 1;
    return SCARD_S_SUCCESS;
  }

  /** SCardEndTransaction; a reset is told to every handle, the caller's own included, as pcscd does. */
  async end(hCard: number, disposition: number): Promise<number> {
    const handle = this.#handles.get(hCard);
    if (handle === undefined) return SCARD_E_INVALID_VALUE;
    if (!isDisposition(disposition)) return SCARD_E_INVALID_VALUE;
    return this.#slot.inTurn(async () => {
      if (!this.#handles.has(hCard)) return SCARD_E_INVALID_VALUE;
      if (handle.event !== SCARD_S_SUCCESS) return handle.event;
      if (this.#isLockedFor(hCard)) return SCARD_E_SHARING_VIOLATION;
      if (disposition === SCARD_RESET_CARD || disposition === SCARD_UNPOWER_CARD)
        await this.#resetAndPower(disposition);
      // Exclusive use is itself one level of the lock, which no END may take away.
      if (this.#lockDepth <= (this.#exclusive ? 1 : 0)) return SCARD_E_NOT_TRANSACTED;
      this.#lockDepth -= 1;
      this.#unlock();
      return SCARD_S_SUCCESS;
    });
  }

  /** SCardStatus: the pending event of the handle; libpcsclite takes everything else from the list of readers. */
  status(hCard: number): number {
    const handle = this.#handles.get(hCard);
    if (handle === undefined) return SCARD_E_INVALID_VALUE;
    if (this.#isLockedFor(hCard)) return SCARD_E_SHARING_VIOLATION;
    return handle.event;
  }

  /** SCardControl may not pass another handle's transaction; a pending event does not matter to it. */
  sharingOf(hCard: number): number {
    if (!this.#handles.has(hCard)) return SCARD_E_INVALID_VALUE;
    return this.#isLockedFor(hCard) ? SCARD_E_SHARING_VIOLATION : SCARD_S_SUCCESS;
  }

  /** SCardTransmit. `rapdu` is empty unless the code is success. */
  async transmit(
    hCard: number,
    protocol: number,
    capdu: Uint8Array,
  ): Promise<{ rv: number; rapdu: Uint8Array }> {
    const refuse = (rv: number) => ({ rv, rapdu: NO_BYTES });
    return this.#slot.inTurn(async () => {
      const refused = this.status(hCard);
      if (refused !== SCARD_S_SUCCESS) return refuse(refused);
      if (this.#slot.power === 'absent') return refuse(SCARD_E_NO_SMARTCARD);
      if (
        protocol !== SCARD_PROTOCOL_RAW &&
        protocol !== SCARD_PROTOCOL_ANY_OLD &&
        protocol !== this.#slot.protocol
      ) {
        return refuse(SCARD_E_PROTO_MISMATCH);
      }
      return this.#slot.exchange(capdu);
    });
  }

  /**
   * Gives up the handles of a connection that released its context or died. A card in the middle of a transaction is
   * reset, so that the next client does not inherit its security status (MSGRemoveContext in winscard_svc.c).
   */
  async leave(owner: HandleOwner): Promise<void> {
    for (const handle of [...this.#handles.values()].filter((candidate) => candidate.owner === owner)) {
      const midTransaction = this.#lockHolder === handle.id && handle.event === SCARD_S_SUCCESS;
      if (midTransaction) await this.#slot.inTurn(() => this.#resetCard(SCARD_RESET_CARD));
      this.#drop(handle.id);
    }
  }

  /** A connection died: whoever waits on its behalf must look up. */
  ownerGone(): void {
    this.#wakeUnlockWaiters();
  }

  // ---- reset ----

  /** Warm reset, or power away (and left away: the next connect gives it back). Every handle is told. */
  async #resetCard(disposition: number): Promise<void> {
    for (const handle of this.#handles.values()) {
      if (handle.event === SCARD_S_SUCCESS) handle.event = SCARD_W_RESET_CARD;
    }
    if (disposition === SCARD_UNPOWER_CARD) await this.#slot.powerOff();
    else await this.#slot.reset();
  }

  /** As #resetCard, but the card ends powered: RECONNECT and END make a cold reset of "unpower". */
  async #resetAndPower(disposition: number): Promise<void> {
    await this.#resetCard(disposition);
    if (this.#slot.lacksPower) await this.#slot.powerOn();
  }

  // ---- sharing and transactions ----

  get #sharing(): number {
    return this.#exclusive ? SHARING_EXCLUSIVE : this.#handles.size;
  }

  #selectProtocol(shareMode: number, protocols: number): number {
    if ((protocols & SCARD_PROTOCOL_RAW) !== 0) this.#slot.protocol = SCARD_PROTOCOL_RAW;
    else if (shareMode !== SCARD_SHARE_DIRECT) {
      // A protocol once negotiated stays until the next reset, whoever connects: pcscd looks at the client's wish alone.
      if (this.#slot.protocol !== SCARD_PROTOCOL_UNDEFINED)
        return (protocols & this.#slot.protocol) === 0 ? SCARD_E_PROTO_MISMATCH : SCARD_S_SUCCESS;
      const any = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
      const wanted = (protocols & SCARD_PROTOCOL_ANY_OLD) !== 0 ? any : protocols;
      const common = wanted & protocolsOf(this.#slot.atr);
      if (common === 0) return SCARD_E_PROTO_MISMATCH;
      this.#slot.protocol = (common & SCARD_PROTOCOL_T1) !== 0 ? SCARD_PROTOCOL_T1 : SCARD_PROTOCOL_T0;
    }
    return SCARD_S_SUCCESS;
  }

  #isLockedFor(hCard: number): boolean {
    return this.#lockHolder !== 0 && this.#lockHolder !== hCard;
  }

  #becomeExclusive(hCard: number): void {
    this.#exclusive = true;
    this.#lockHolder = hCard;
    this.#lockDepth += 1;
  }

  /** Frees the card if the last level of the lock is gone. */
  #unlock(): void {
    if (this.#lockDepth > 0) return;
    this.#lockHolder = 0;
    this.#wakeUnlockWaiters();
  }

  #wakeUnlockWaiters(): void {
    const waiters = this.#unlockWaiters;
    this.#unlockWaiters = [];
    for (const wake of waiters) wake();
  }

  #drop(hCard: number): void {
    if (!this.#handles.delete(hCard)) return;
    // Exclusive use excludes other handles, so whoever leaves then is the one who had it.
    this.#exclusive = false;
    if (this.#lockHolder === hCard) {
      this.#lockDepth = 0;
      this.#unlock();
    }
    this.#announceSharing();
    if (this.#handles.size === 0) this.#restWhenUnused();
  }

  /**
   * Takes the power from a card that nobody uses, after the grace period (eventhandler.c). The list of readers goes on
   * showing it powered, and no client is told: whoever connects next gets a card that has forgotten its PINs.
   */
  #restWhenUnused(): void {
    if (this.#grace === undefined || this.#slot.power !== 'on') return;
    this.#inUse.abort();
    const unused = new AbortController();
    this.#inUse = unused;
    this.#grace(unused.signal).then(
      () =>
        this.#slot.inTurn(async () => {
          if (!unused.signal.aborted) await this.#slot.rest();
        }),
      () => undefined,
    );
  }

  // ---- queues and events ----

  /**
   * Does `work` when no other handle has a transaction. If the transaction belongs to the same connection, waiting could
   * never end (libpcsclite sends nothing more on it before our answer); pcscd hangs there, we refuse.
   */
  async #inTurnWhenUnlocked<T>(
    owner: HandleOwner,
    hCard: number,
    refuse: (rv: number) => T,
    work: () => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const outcome = await this.#slot.inTurn<{ value: T } | { unlocked: Promise<void> }>(async () => {
        if (owner.gone) return { value: refuse(SCARD_E_INVALID_HANDLE) };
        if (this.#unplugged) return { value: refuse(SCARD_E_READER_UNAVAILABLE) };
        if (!this.#isLockedFor(hCard)) return { value: await work() };
        const sameConnection = this.#handles.get(this.#lockHolder)?.owner === owner;
        if (sameConnection || this.#exclusive) return { value: refuse(SCARD_E_SHARING_VIOLATION) };
        // Put on the list before anything else can happen: an unlocking in between would be missed.
        return { unlocked: new Promise<void>((wake) => this.#unlockWaiters.push(wake)) };
      });
      if ('value' in outcome) return outcome.value;
      // Bounded: each round follows one release of the lock, or the death of a connection.
      await outcome.unlocked;
    }
  }

  #countEvent(): void {
    // eventhandler.c: the counter has 16 bits, for clients get it in the upper half of a state word.
    this.#eventCounter = (this.#eventCounter + 1) & 0xffff;
    this.onChange();
  }

  #announceSharing(): void {
    if (this.#announcedSharing === this.#sharing) return;
    this.#announcedSharing = this.#sharing;
    this.onChange();
  }
}
