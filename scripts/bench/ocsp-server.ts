/** Our OCSP service in a process of its own; says on which port, and ends with its standard input. */
import { ocspHandler, STATUS_KNOBS } from '../../simulator/jlis/status/index.ts';
import { memorySource } from '../../simulator/jlis/status/testing/memory-source.ts';
import { serveOnLoopback } from '../../simulator/society/index.ts';
import { virtualClock } from '../../simulator/world/index.ts';
import { BENCH_SERIAL } from './ocsp-question.ts';

const source = memorySource(virtualClock());
source.issue(3, BENCH_SERIAL);
const handler = ocspHandler(source, STATUS_KNOBS, { title: 'OCSP (TEST)' });
const server = await serveOnLoopback(handler, { host: 'ocsp-sign.jlis.test' });
console.log(JSON.stringify({ port: server.port }));
process.stdin.resume();
process.stdin.on('end', () => void server.close());
