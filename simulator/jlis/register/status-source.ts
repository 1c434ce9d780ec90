/** What the register tells the status services. */
import { municipalities } from '../../people/index.ts';
import type { Clock } from '../../world/index.ts';
import type { Authority } from '../authority/authority.ts';
import { crlPointName } from '../authority/names.ts';
import type { RecordedStatus, RevokedCertificate, StatusSource } from '../status/index.ts';
import type { JlisSteps } from '../steps.ts';
import type { Register } from './register.ts';

export function statusSource(
  clock: Clock,
  authority: Authority,
  register: Register,
  { lossOf }: Pick<JlisSteps, 'lossOf'>,
): StatusSource {
  const { kind, name, generations } = authority;
  let points: StatusSource['municipalities'] | undefined;
  return {
    kind,
    clock,
    name,
    generationsAt: generations.validAt,
    responder: generations.responder,
    statusOf(generation, serial, until): RecordedStatus {
      const record = register.certificate(kind, serial);
      if (record === undefined || record.generation !== generation.number) return { status: 'unknown' };
      const { notAfter } = record;
      const lost = lossOf(record, until);
      return lost
        ? { status: 'revoked', revocationTime: lost.at, reason: lost.reason, notAfter }
        : { status: 'good', notAfter };
    },
    *revoked(generation, until, municipalityCode): Iterable<RevokedCertificate> {
      for (const record of register.recorded(kind, generation.number)) {
        if (municipalityCode !== undefined && record.municipality.code !== municipalityCode) continue;
        const lost = lossOf(record, until);
        if (!lost) continue;
        const { serial, notAfter } = record;
        yield { serial, revocationDate: lost.at, reason: lost.reason, notAfter };
      }
    },
    get revision() {
      return register.revision;
    },
    get municipalities() {
      points ??= municipalities.map((municipality) => ({
        code: municipality.code,
        pointName: crlPointName(kind, municipality),
      }));
      return points;
    },
  };
}
