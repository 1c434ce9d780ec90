/**
 * A model of the card simpler than the card: what each command must answer, and what it leaves behind.
 *
 * Sources: ISO/IEC 7816-4, the JICSAP specification of IC cards 1.1, and what public clients observed. Checks stand in
 * the order class, instruction, P1 P2, length, file, structure, security, data. A refused command changes nothing.
 */
import {
  AID_ISD,
  APPLICATION_NAMES,
  type ApplicationName,
  applicationOf,
  DATA_OBJECTS,
  fileIn,
  type ModelFile,
  PIN_PLACES,
  PIN_RULES,
  type PinName,
  type Rule,
} from './card-model-spec.ts';

export type Model = {
  powered: boolean;
  /** 'isd': the power-up level, by power or selected by its name. */
  application: ApplicationName | 'isd';
  fid: number | undefined;
  verified: Set<PinName>;
  tries: Record<PinName, number>;
  values: Record<PinName, string>;
};

/** What the card must answer. Without `length` no data; `any`: some data. */
export type Expected = { readonly sw: string; readonly length?: number | 'any' };

/** The file a command means: the current one, or one by its short identifier. */
export type Reference = 'current' | number;

const answer = (sw: string): Expected => ({ sw });
const data = (length: number | 'any'): Expected => ({ sw: '9000', length });
const OK = answer('9000');
const triesWord = (tries: number): string => `63C${tries.toString(16).toUpperCase()}`;

export function newModel(values: Model['values'], tries: Model['tries']): Model {
  return {
    powered: true,
    application: 'isd',
    fid: undefined,
    verified: new Set(),
    tries: { ...tries },
    values: { ...values },
  };
}

/** Nothing selected, nothing verified. Counters and values are in memory that needs no power. */
export function endSession(model: Model): void {
  model.application = 'isd';
  model.fid = undefined;
  model.verified.clear();
}

function enter(model: Model, application: Model['application']): void {
  endSession(model);
  model.application = application;
}

/** The file meant, or the word that says there is none. */
export function find(model: Model, reference: Reference): { fid: number; file: ModelFile } | string {
  if (reference === 'current' && model.fid === undefined) return '6986';
  const fid = reference === 'current' ? model.fid! : reference;
  const file = fileIn(model.application, fid);
  return file === undefined ? '6A82' : { fid, file };
}

/** What commands on PINs and keys do with an internal file of which nothing else is known, is not known either. */
export function knowsFile(model: Model, reference: Reference): boolean {
  const found = find(model, reference);
  return typeof found === 'string' || found.file.kind !== 'unknown';
}

/** The PIN that a reference means, if it means one. */
export function pinMeant(model: Model, reference: Reference): PinName | undefined {
  const found = find(model, reference);
  return typeof found !== 'string' && found.file.kind === 'pin' ? found.file.pin : undefined;
}

function allowed(model: Model, rule: Rule): boolean {
  if (typeof rule === 'string') return rule === 'free';
  return rule.some((fid) => {
    const file = fileIn(model.application, fid);
    return file?.kind === 'pin' && model.verified.has(file.pin);
  });
}

/** SELECT by name. A partial name finds the first application it begins; `next` goes on from the current one. */
export function expectSelectName(model: Model, name: string, p2: '00' | '02' | '0C'): Expected {
  const places = [...APPLICATION_NAMES, 'isd'] as const;
  const start = p2 === '02' ? places.indexOf(model.application) + 1 : 0;
  const aidOf = (place: (typeof places)[number]): string =>
    place === 'isd' ? AID_ISD : applicationOf(place).aid;
  const found = places.slice(start).find((place) => aidOf(place).startsWith(name));
  if (found === undefined) return answer('6A82');
  enter(model, found);
  // The FCI is 6F with the name in 84: two headers of two bytes.
  return p2 === '0C' ? OK : data(aidOf(found).length / 2 + 4);
}

export function expectSelectFile(model: Model, fid: number): Expected {
  const found = find(model, fid);
  if (typeof found === 'string') return answer(found);
  model.fid = fid;
  return OK;
}

/** A PIN file, a blocked reference, or the word that refuses. */
function pinAt(model: Model, reference: Reference): { fid: number; pin: PinName | 'locked' } | string {
  const found = find(model, reference);
  if (typeof found === 'string') return found;
  if (found.file.kind === 'locked') return { fid: found.fid, pin: 'locked' };
  return found.file.kind === 'pin' ? { fid: found.fid, pin: found.file.pin } : '6981';
}

/** VERIFY with data: consecutive failures count, success restores, a blocked PIN takes nothing. */
export function expectVerify(model: Model, reference: Reference, value: string): Expected {
  if (value.length > 16) return answer('6700');
  const place = pinAt(model, reference);
  if (typeof place === 'string') return answer(place);
  const { fid, pin } = place;
  if (pin === 'locked' || model.tries[pin] === 0) return answer('6984');
  model.fid = fid;
  if (value === model.values[pin]) {
    model.tries[pin] = PIN_RULES[pin].triesMax;
    model.verified.add(pin);
    return OK;
  }
  model.tries[pin] -= 1;
  model.verified.delete(pin);
  return answer(triesWord(model.tries[pin]));
}

/** VERIFY without data: 63Cx in every state; with Le it is refused. */
export function expectQuery(model: Model, reference: Reference, withLe: boolean): Expected {
  if (withLe) return answer('6700');
  const place = pinAt(model, reference);
  if (typeof place === 'string') return answer(place);
  if (place.pin === 'locked') return answer('63C0');
  model.fid = place.fid;
  return answer(triesWord(model.tries[place.pin]));
}

/** Whether the model knows what READ BINARY must answer: behind the least size of a file it does not. */
export function knowsRead(model: Model, reference: Reference, offset: number, ne: number): boolean {
  const found = find(model, reference);
  if (typeof found === 'string' || found.file.kind !== 'ef') return true;
  if (found.file.rule === 'unsettled') return false;
  if (!allowed(model, found.file.rule)) return true;
  return found.file.size !== undefined || offset + ne <= (found.file.sizeMin ?? 0);
}

/** READ BINARY: what there is, at most `ne`; never 9000 without data. */
export function expectRead(model: Model, reference: Reference, offset: number, ne: number): Expected {
  const found = find(model, reference);
  if (typeof found === 'string') return answer(found);
  if (found.file.kind !== 'ef') return answer('6981');
  if (!allowed(model, found.file.rule)) return answer('6982');
  const size = found.file.size ?? offset + ne;
  if (offset >= size) return answer('6B00');
  model.fid = found.fid;
  return data(Math.min(ne, size - offset));
}

export function expectRecord(model: Model, reference: Reference, number: number): Expected {
  if (number === 0) return answer('6A86');
  const found = find(model, reference);
  if (typeof found === 'string') return answer(found);
  if (found.file.kind !== 'records') return answer('6981');
  if (number > found.file.count) return answer('6A83');
  model.fid = found.fid;
  return data(found.file.recordSize);
}

/** P2 00 is the application's own key. The model knows it in the two 券面 applications only. */
export type KeyReference = Reference | 'own';

const keyFile = (model: Model, reference: KeyReference): ReturnType<typeof find> => {
  if (reference !== 'own') return find(model, reference);
  const fid = model.application === 'isd' ? undefined : applicationOf(model.application).defaultKey;
  return fid === undefined ? '6986' : find(model, fid);
};

export function knowsSign(model: Model, reference: KeyReference): boolean {
  if (reference === 'own') return model.application === 'text' || model.application === 'surface';
  const found = find(model, reference);
  if (!knowsFile(model, reference)) return false;
  return typeof found === 'string' || found.file.kind !== 'key' || found.file.use === 'sign';
}

/** COMPUTE DIGITAL SIGNATURE: mode (P1) 0 pads 1 to 245 bytes, mode 2 takes a digest of 32 bytes; there are six. */
export function expectSign(model: Model, reference: KeyReference, mode: number, length: number): Expected {
  if (mode > 5) return answer('6A86');
  if (length === 0) return answer('6700');
  const found = keyFile(model, reference);
  if (typeof found === 'string') return answer(found);
  if (found.file.kind !== 'key') return answer('6981');
  if (!allowed(model, found.file.rule)) return answer('6982');
  const fits = mode === 2 || mode === 4 ? length === 32 : mode === 0 ? length <= 245 : length <= 255;
  if (!fits) return answer('6985');
  if (reference !== 'own') model.fid = found.fid;
  return data(256);
}

/** Whether this command is the one that changes the PIN meant; another is not described anywhere. */
export function knowsChange(model: Model, command: '0024' | '8032'): boolean {
  const pin = pinMeant(model, 'current');
  const found = find(model, 'current');
  if (typeof found !== 'string' && ['locked', 'unknown'].includes(found.file.kind)) return false;
  const rule: { changedBy?: string } | undefined = pin && PIN_RULES[pin];
  return rule === undefined || rule.changedBy === command;
}

/** CHANGE REFERENCE DATA and CHANGE KEY: the new value alone, after a VERIFY that still holds. */
export function expectChange(model: Model, value: string): Expected {
  if (value.length === 0) return answer('6700');
  const place = pinAt(model, 'current');
  if (typeof place === 'string') return answer(place);
  const { pin } = place;
  if (pin === 'locked' || !model.verified.has(pin)) return answer('6982');
  if (!PIN_RULES[pin].valid.test(value)) return answer('6A80');
  model.values[pin] = value;
  model.tries[pin] = PIN_RULES[pin].triesMax;
  return OK;
}

/** INTERNAL AUTHENTICATE: one key does it; those behind a PIN 6982, those of the 券面 applications 6985. */
export function expectAuthenticate(model: Model, sfi: number): Expected {
  const found = find(model, sfi);
  if (typeof found === 'string') return answer(found);
  if (found.file.kind !== 'key') return answer('6981');
  if (found.file.rule !== 'free') return answer('6982');
  if (found.file.use === 'sign') return answer('6985');
  model.fid = found.fid;
  return data(256);
}

/** GET DATA at power-up level, short Le. */
export function expectGetData(tag: number): Expected {
  const object = DATA_OBJECTS.get(tag);
  if (object === undefined) return answer('6A88');
  if (object === 'long') return answer('6700');
  return data(object === 'some' ? 'any' : object);
}

/** In words, for the table of states reached. */
export function stateOf(model: Model): string {
  if (!model.powered) return 'no power';
  const place = model.application === 'isd' ? 'power-up level' : model.application;
  const found = find(model, 'current');
  if (typeof found === 'string') return `${place}: no file`;
  const { file } = found;
  if (file.kind !== 'pin') return `${place}: ${file.kind}`;
  if (model.tries[file.pin] === 0) return `${file.pin} blocked`;
  return `${file.pin} ${model.verified.has(file.pin) ? 'verified' : 'not verified'}`;
}

/** Every state of that table. */
export function everyState(): string[] {
  const files = APPLICATION_NAMES.flatMap((name) => {
    const kinds = new Set(Object.values(applicationOf(name).files).map(({ kind }) => kind));
    kinds.delete('pin');
    return ['no file', ...kinds].map((kind) => `${name}: ${kind}`);
  });
  const pins = [...PIN_PLACES.keys()].flatMap((name) =>
    ['verified', 'not verified', 'blocked'].map((state) => `${name} ${state}`),
  );
  return ['no power', 'power-up level: no file', 'power-up level: unknown', ...files, ...pins];
}
