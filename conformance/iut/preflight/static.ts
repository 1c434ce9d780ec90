/** What can be known of a set-up before anything is started. */

import type { X509Certificate } from 'node:crypto';
import { accessSync, constants, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { PIN_FORMS, PIN_NAMES, type PinName, type Pins } from '../card-pins.ts';
import type { IutConfig } from '../config-schema.ts';
import { reviewOf } from '../ics.ts';
import { CASE_HEADER } from '../remote.ts';
import type { SetupFault } from '../setup-fault.ts';
import type { TlsOptions } from '../tls.ts';
import { certificatesIn, isFault, keyFaults, outOfTime, readText } from './pem.ts';
import { fetchSecret } from './secrets.ts';

const ANCHORS = ['ca', 'jpkiSign', 'jpkiAuth'] as const;
type AnchorName = (typeof ANCHORS)[number];

/** The configuration with everything that it refers to. */
export interface Resolved {
  readonly config: IutConfig;
  readonly token: string | undefined;
  readonly tls: TlsOptions | undefined;
  /** Of every request to the IUT. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pins: Partial<Pins>;
  /** DER, Base64. */
  readonly anchors: Readonly<Partial<Record<AnchorName, readonly string[]>>>;
}

type Faults = SetupFault[];

function programFaults({ command, cwd }: IutConfig): Faults {
  if (!command) return [];
  let isFolder = false;
  try {
    isFolder = statSync(cwd).isDirectory();
  } catch {}
  if (!isFolder)
    return [
      {
        field: '.cwd',
        found: `${cwd} is no folder`,
        mend: 'It counts from the folder of the configuration.',
      },
    ];
  const program = command[0]!;
  const places =
    isAbsolute(program) || program.includes('/')
      ? [resolve(cwd, program)]
      : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  const there = places.filter((path) => {
    try {
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
  if (there.length === 0)
    return [
      {
        field: '.command[0]',
        found: `there is no program ${program}`,
        mend: program.includes('/') ? 'A relative path counts from cwd.' : 'Install it, or write its path.',
      },
    ];
  const runs = there.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return runs
    ? []
    : [
        {
          field: '.command[0]',
          found: `${program} is not executable`,
          mend: `Set the bit: chmod +x ${program}`,
        },
      ];
}

function urlFaults(field: string, text: string, schemes: readonly string[]): Faults {
  const wanted = schemes.map((scheme) => `${scheme}//`).join(' or ');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return [{ field, found: `${JSON.stringify(text)} is no URL`, mend: `Write one with ${wanted}.` }];
  }
  if (!schemes.includes(url.protocol))
    return [{ field, found: `${text} begins with ${url.protocol}`, mend: `It must begin with ${wanted}.` }];
  if (url.username !== '' || url.password !== '')
    return [
      { field, found: 'a user name or password stands in the URL', mend: 'Use "token", by reference.' },
    ];
  return [];
}

function connectFaults(config: IutConfig): Faults {
  const { connect = 'stdio', command, token, tls, rigHost } = config;
  const faults: Faults = [];
  const add = (field: string, found: string, mend: string): void => void faults.push({ field, found, mend });
  const secure =
    typeof connect === 'object' &&
    (('http' in connect && connect.http.startsWith('https:')) ||
      ('webSocket' in connect && connect.webSocket.startsWith('wss:')));
  if (connect === 'stdio') {
    if (!command)
      add(
        '.command',
        'is missing, and over stdio the rig starts the IUT',
        'Write "command": ["program", "argument"].',
      );
    if (token)
      add('.token', 'stands there, and over stdio nobody shows one', 'Leave it out, or set "connect".');
    if (rigHost !== undefined && rigHost !== '127.0.0.1')
      add('.rigHost', `is ${rigHost}, and over stdio the IUT runs on this machine`, 'Leave it out.');
  } else if ('http' in connect) faults.push(...urlFaults('.connect.http', connect.http, ['http:', 'https:']));
  else if ('webSocket' in connect)
    faults.push(...urlFaults('.connect.webSocket', connect.webSocket, ['ws:', 'wss:']));
  else if (!token)
    add(
      '.token',
      'is missing, and anybody could dial in',
      'Write for example "token": {"env": "FPOS_HIL_TOKEN"}.',
    );
  if (tls && !secure && connect !== 'stdio' && faults.length === 0)
    add(
      '.tls',
      'stands there, and nothing is reached under https: or wss:',
      'Leave it out, or mend the URL.',
    );
  if (rigHost !== undefined) {
    const own = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).map(({ address }) => address),
    );
    if (!own.includes(rigHost))
      add('.rigHost', `${rigHost} is no address of this machine`, `Its addresses: ${own.join(', ')}.`);
  }
  return faults;
}

function readTls({ tls, folder }: IutConfig, now: Date): { tls: TlsOptions | undefined; faults: Faults } {
  if (!tls) return { tls: undefined, faults: [] };
  const faults: Faults = [];
  const texts: { trust?: string; certificate?: string; key?: string } = {};
  let own: X509Certificate | undefined;
  for (const part of ['trust', 'certificate', 'key'] as const) {
    const file = tls[part];
    if (file === undefined) continue;
    const field = `.tls.${part}`;
    const text = readText(field, file, folder);
    if (isFault(text)) {
      faults.push(text);
      continue;
    }
    texts[part] = text;
    if (part === 'key') {
      faults.push(...keyFaults(field, text, own));
      continue;
    }
    const certificates = certificatesIn(field, text);
    if (isFault(certificates)) {
      faults.push(certificates);
      continue;
    }
    if (part === 'certificate') own = certificates[0];
    for (const certificate of certificates) faults.push(...outOfTime(field, certificate, now));
  }
  if ((tls.certificate === undefined) !== (tls.key === undefined))
    faults.push({
      field: tls.key === undefined ? '.tls.key' : '.tls.certificate',
      found: 'is missing, and one is of no use without the other',
      mend: 'Name both, or none.',
    });
  return { tls: texts, faults };
}

/** What HTTP itself, the contract or a case puts there. */
const TAKEN = new Set([
  'authorization',
  'client-cert',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  CASE_HEADER,
]);

function readHeaders({ headers = {}, folder }: IutConfig): Pick<Resolved, 'headers'> & { faults: Faults } {
  const faults: Faults = [];
  const read: Record<string, string> = {};
  for (const [name, given] of Object.entries(headers)) {
    const field = `.headers[${JSON.stringify(name)}]`;
    const fetched = typeof given === 'string' ? { value: given } : fetchSecret(field, given, folder);
    // RFC 9110, 5.1 and 5.5, as far as anybody needs.
    if (!/^[A-Za-z0-9-]+$/.test(name))
      faults.push({
        field,
        found: `${JSON.stringify(name)} is no name of a header field`,
        mend: 'Letters, digits and hyphens.',
      });
    else if (TAKEN.has(name.toLowerCase()))
      faults.push({
        field,
        found: `${name} is set by the rig or by a case`,
        mend: 'Leave it out, or take another name.',
      });
    else if ('fault' in fetched) faults.push(fetched.fault);
    else if (!/^[ -~]*$/.test(fetched.value))
      faults.push({
        field,
        found: 'its value has characters that no header field may have',
        mend: 'Printable ASCII characters.',
      });
    else read[name.toLowerCase()] = fetched.value;
  }
  return { headers: read, faults };
}

function readAnchors({ anchors = {}, folder }: IutConfig): Pick<Resolved, 'anchors'> & { faults: Faults } {
  const faults: Faults = [];
  const read: Partial<Record<AnchorName, readonly string[]>> = {};
  for (const name of ANCHORS)
    read[name] = anchors[name]?.flatMap((file, i) => {
      const field = `.anchors.${name}[${i}]`;
      const text = readText(field, file, folder);
      const found = isFault(text) ? text : certificatesIn(field, text);
      if (!isFault(found)) return found.map(({ raw }) => raw.toString('base64'));
      faults.push(found);
      return [];
    }) as readonly string[];
  return {
    anchors: Object.fromEntries(Object.entries(read).filter(([, list]) => list !== undefined)),
    faults,
  };
}

function readPins({ pins = {}, folder }: IutConfig): { pins: Resolved['pins']; faults: Faults } {
  const faults: Faults = [];
  const read: Partial<Record<PinName, string>> = {};
  for (const name of PIN_NAMES) {
    const secret = pins[name];
    if (!secret) continue;
    const fetched = fetchSecret(`.pins.${name}`, secret, folder);
    if ('fault' in fetched) faults.push(fetched.fault);
    else if (!PIN_FORMS[name].form.test(fetched.value))
      faults.push({
        field: `.pins.${name}`,
        found: `what stands there has ${fetched.value.length} characters and not the form of this PIN`,
        mend: `It is ${PIN_FORMS[name].says}.`,
      });
    else read[name] = fetched.value;
  }
  return { pins: read, faults };
}

const roleFaults = ({ roles, ics, card, pins, anchors, isolated, command }: IutConfig): Faults => {
  const faults: Faults = [];
  const add = (field: string, found: string, mend: string): void => void faults.push({ field, found, mend });
  if (roles && new Set(roles).size < roles.length) add('.roles', 'names a role twice', 'Name each once.');
  if (roles) for (const found of reviewOf(ics, roles)) add('.ics', found, 'Claim one, or leave one unsaid.');
  if (card === 'pcsc' && !command)
    add(
      '.card',
      'is "pcsc", and a program that the rig does not start cannot be told where our PC/SC service is',
      'Add "command", or leave .card out and let the library reach the card by card.transmit.',
    );
  if (card === 'pcsc' && roles && !roles.includes('library'))
    add('.card', 'is "pcsc", and only a library has a card', 'Leave it out, or claim the role library.');
  if (card === 'pcsc' && (process.platform === 'win32' || process.platform === 'darwin'))
    add(
      '.card',
      `is "pcsc", and programs on ${process.platform} do not use pcsc-lite`,
      'Leave it out, and let the library reach the card by card.transmit.',
    );
  if (pins && roles && !roles.includes('card'))
    add('.pins', 'stands there, and they are of a card under test', 'Leave it out, or claim the role card.');
  if (anchors?.ca && roles && !roles.includes('ca'))
    add('.anchors.ca', 'stands there, and only a ca gives such', 'Leave it out, or claim the role ca.');
  if (isolated && !command)
    add('.isolated', 'is true, and the rig cannot start instances without a command', 'Add "command".');
  return faults;
};

/** Everything that the configuration refers to, and every mistake in it. */
export function resolveConfig(
  config: IutConfig,
  now: Date,
): { resolved: Resolved; faults: readonly SetupFault[] } {
  const token = config.token && fetchSecret('.token', config.token, config.folder);
  const tls = readTls(config, now);
  const headers = readHeaders(config);
  const anchors = readAnchors(config);
  const pins = readPins(config);
  return {
    resolved: {
      config,
      token: token && 'value' in token ? token.value : undefined,
      tls: tls.tls,
      headers: headers.headers,
      pins: pins.pins,
      anchors: anchors.anchors,
    },
    faults: [
      ...programFaults(config),
      ...connectFaults(config),
      ...(token && 'fault' in token ? [token.fault] : []),
      ...tls.faults,
      ...headers.faults,
      ...roleFaults(config),
      ...pins.faults,
      ...anchors.faults,
    ],
  };
}
