/**
 * The least that a signed answer over HTTP can cost here: `node:http` alone, which reads the body, signs once and sends as
 * many bytes as an OCSP answer has. Says on which port, and ends with its standard input.
 */
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testKey } from '../../simulator/world/test-keys.ts';
import { benchIssuer } from './ocsp-question.ts';

const ANSWER = Buffer.alloc(1_300);
const key = testKey(benchIssuer.number);
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    sign('sha256', ANSWER, key);
    response.setHeader('content-type', 'application/ocsp-response');
    response.setHeader('content-length', ANSWER.length);
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
process.stdin.resume();
process.stdin.on('end', () => {
  server.closeAllConnections();
  server.close();
});
