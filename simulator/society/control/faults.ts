/** Faults, as a tester sets them. */
import { z } from 'zod';
import { jsonResponse, type Operation, operation } from '../../profile/index.ts';
import { FAULT_TYPES, fault } from '../faults/fault.ts';
import type { Society } from '../society.ts';
import { refusing } from './shared.ts';

const FAULTS_MAX = 32;

export function faultOperations({ faults, world: { network } }: Society): readonly Operation[] {
  const host = z.enum(Object.keys(faults.hosts) as [string, ...string[]]).meta({
    description: Object.entries(faults.hosts)
      .map(([name, at]) => `${name}: ${at}`)
      .join('; '),
  });
  const request = z.union([
    z.strictObject({ host, faults: z.array(fault).max(FAULTS_MAX) }).meta({
      description: 'From now on these faults and no others; an empty list ends them.',
    }),
    z.strictObject({ host, reachable: z.boolean() }).meta({
      description:
        'Take the host off the network, or put it back. Connections to it then end without an answer.',
    }),
  ]);
  const answer = z.strictObject({
    hosts: z.record(
      z.string(),
      z.strictObject({
        host: z.string(),
        reachable: z.boolean(),
        faults: z.array(z.looseObject({ type: z.enum(FAULT_TYPES), left: z.int().optional() })),
        can: z.array(z.enum(FAULT_TYPES)).meta({ description: 'Which faults it can have.' }),
        cannot: z
          .partialRecord(z.enum(FAULT_TYPES), z.string())
          .meta({ description: 'Which have no meaning for it, each with the reason.' }),
      }),
    ),
  });

  return [
    operation({
      method: 'PUT',
      path: '/faults',
      summary: 'What goes wrong with a host from now on.',
      body: request,
      answers: { 204: { says: 'From now on.' } },
      problems: ['request-malformed'],
      handle({ body }) {
        if ('faults' in body) refusing(() => faults.set(body.host, body.faults));
        else network.setReachable(faults.hosts[body.host]!, body.reachable);
        return new Response(null, { status: 204 });
      },
    }),
    operation({
      method: 'GET',
      path: '/faults',
      summary: 'What is set now, host by host; `left` counts the answers that a fault is still for.',
      answers: { 200: { says: 'All hosts.', schema: answer } },
      handle: () =>
        jsonResponse({
          hosts: Object.fromEntries(
            Object.entries(faults.hosts).map(([name, at]) => [
              name,
              {
                host: at,
                reachable: network.isReachable(at),
                faults: [...faults.of(name)],
                can: [...faults.typesOf(name)],
                cannot: faults.cannot(name),
              },
            ]),
          ),
        } satisfies z.infer<typeof answer>),
    }),
  ];
}
