/**
 * The driver of vpcd on this machine. Up to 0.8 (Debian 12: vsmartcard-vpcd 3.3+dfsg-2) it writes the length of a frame and
 * its content by two calls on a socket without TCP_NODELAY: the second waits until the first is acknowledged, and the
 * card's end delays its acknowledgement by 40 ms, since it has nothing to say before it has the content.
 */
import { execFile } from 'node:child_process';
import { globSync, readFileSync, realpathSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Symptom } from './doctor.ts';

/** The first version that writes a frame at once. */
const WRITES_AT_ONCE = [0, 9] as const;
const WHERE = [
  '/usr/lib/pcsc/drivers/serial',
  '/usr/lib/*/pcsc/drivers/serial',
  '/usr/local/lib/pcsc/drivers/serial',
];
const IP_LIMIT_MS = 5_000;

/** The cure for a machine: its loopback acknowledges at once. Until the next start; no other traffic is touched. */
export const QUICKACK =
  'ip route replace table local local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 quickack 1';

/** `0.8` of `libifdvpcd.so.0.8`; undefined where the file does not tell. */
const versionOf = (path: string): readonly [number, number] | undefined => {
  const [, major, minor] = /libifdvpcd\.so\.(\d+)\.(\d+)$/.exec(path) ?? [];
  return minor === undefined ? undefined : [Number(major), Number(minor)];
};

const isOlder = ([major, minor]: readonly [number, number], [a, b]: readonly [number, number]): boolean =>
  major < a || (major === a && minor < b);

/** From what was found on a machine: the driver's file, links followed, and what `ip route show table local` printed. */
export function vpcdSymptom(driver: string | undefined, routes: string): Symptom {
  const base = {
    id: 'vpcd',
    required: false,
    wants: { en: 'card --vpcd', ja: 'card --vpcd' },
  };
  if (driver === undefined)
    return { ...base, fine: false, found: 'not there', mend: 'apt-get install pcscd vsmartcard-vpcd' };
  const version = versionOf(driver);
  const splits = version !== undefined && isOlder(version, WRITES_AT_ONCE);
  const quick = /^local 127\.0\.0\.1 .*\bquickack 1\b/m.test(routes);
  if (!splits || quick)
    return {
      ...base,
      fine: true,
      found: splits ? `${driver}, loopback acknowledges at once (quickack)` : driver,
      mend: QUICKACK,
    };
  return {
    ...base,
    fine: false,
    found: `${driver}: 44 ms for each APDU`,
    why: {
      en: `this driver (vpcd ${version.join('.')}) sends a frame in two parts, and the second waits 40 ms for an acknowledgement that no card can hasten; version 0.9 sends it at once. Cures: let the loopback acknowledge at once (the command here, until the next start), or use our own PC/SC service instead: fpos-hil card -- COMMAND`,
      ja: `このドライバ（vpcd ${version.join('.')}）は一つのフレームを二回に分けて送り、二回目は確認応答を 40 ミリ秒待ちます。カードの側では早められません（0.9 で修正済み）。対策: ループバックの確認応答を直ちに返させる（ここのコマンド。再起動まで有効）か、ドライバの代わりに自前の PC/SC サービスを使う: fpos-hil card -- COMMAND`,
    },
    mend: QUICKACK,
  };
}

/** LIBPATH of the readers that pcscd is told of, and where drivers lie. */
function driver(): string | undefined {
  const configured = globSync('/etc/reader.conf.d/*').flatMap((file) => {
    try {
      return [...readFileSync(file, 'utf8').matchAll(/^\s*LIBPATH\s+(\S*libifdvpcd\S*)/gm)].map((m) => m[1]!);
    } catch {
      return [];
    }
  });
  const lying = WHERE.flatMap((folder) => globSync(`${folder}/libifdvpcd.so*`));
  for (const path of [...configured, ...lying])
    try {
      return realpathSync(path);
    } catch {
      // configured, and not there
    }
  return undefined;
}

async function routes(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ip', ['route', 'show', 'table', 'local'], {
      timeout: IP_LIMIT_MS,
    });
    return stdout;
  } catch {
    return ''; // no Linux, or no iproute2: nothing is known of it
  }
}

export const vpcd = async (): Promise<Symptom> => vpcdSymptom(driver(), await routes());
