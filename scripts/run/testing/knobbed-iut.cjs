// An IUT that is set up well or badly, as KNOBS says: for the tests of preflight. It does nothing that a case asks.
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const fs = require('node:fs');

const knobs = JSON.parse(process.env.KNOBS ?? '{}');
if (knobs.print) console.log(knobs.print);
if (knobs.exit !== undefined) {
  console.error('no licence');
  process.exit(knobs.exit);
}
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const good = (_, response) => {
  if (knobs.date) response.setHeader('date', new Date(Date.now() + knobs.date).toUTCString());
  response.end('here');
};
const read = (file) => fs.readFileSync(file);
const server = knobs.raw
  ? net.createServer((socket) => socket.on('error', () => {}).end('220 mail.test\r\n'))
  : knobs.tls
    ? https.createServer({ cert: read(`${knobs.tls}.pem`), key: read(`${knobs.tls}.key`) }, good)
    : http.createServer(good);

const methods = {
  hello: () => ({
    contract: 1,
    name: 'knobbed',
    version: '1',
    roles: ['library'],
    clock: 'own',
    ...knobs.hello,
  }),
  reset({ role }) {
    if (knobs.dies) process.exit(7);
    const url = `${knobs.tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
    return {
      ...(role === 'ca' && { urls: { ca: url }, anchors: { ca: [knobs.anchor] } }),
      ...(role === 'relying-party' && { urls: { bank: `${url}/bank` } }),
      ...knobs.reset,
    };
  },
  'card.power': () => ({ atr: '3BE000FF8131FE4514' }),
  'card.transmit': ({ capdu }) => ({
    rapdu: /^002000..$/.test(capdu)
      ? (knobs.tries ?? '63C5')
      : capdu.startsWith('0020')
        ? (knobs.verify ?? '9000')
        : '9000',
  }),
};
server.listen(0, '127.0.0.1', () => {
  require('node:readline')
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
      const { id, method, params } = JSON.parse(line);
      if (knobs.silent === method) return;
      if (knobs.refuses === method) send({ id, error: { code: -32000, message: 'not today' } });
      else if (methods[method]) send({ id, result: methods[method](params) });
      else send({ id, error: { code: -32601, message: 'not implemented' } });
    })
    .on('close', () => process.exit(0));
});
