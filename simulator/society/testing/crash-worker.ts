/**
 * A CA on a file, enrolling people one after the other until it is killed. Tells by lines on standard output what it
 * acknowledged: who looks at the file afterwards must find all of it. Run by ca-crash.test.ts.
 */
import { flushCompileCache } from 'node:module';
import { adultNumber } from '../../people/index.ts';
import { caSetting } from './ca-setting.ts';

// Whoever is killed leaves no cache behind: the next worker starts twice as fast with it.
flushCompileCache();

const [file, seed, round] = process.argv.slice(2) as [string, string, string];
// The clock of this world stands still while nobody runs it: a day passes from start to start.
const own = caSetting({ seed, file, daysLater: Number(round) });
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

for (let k = (Number(round) % 12) + 1; ; k = (k % 12) + 1) {
  const citizen = adultNumber(k);
  const phone = await own.enrol(citizen, 'abc-bank', { accept: false });
  say({ did: 'issued', application: phone.application, certificate: phone.issued.certificate });
  await own.accept(phone);
  say({ did: 'accepted', application: phone.application });
  if (k % 3 === 0) {
    const wish = { purpose: 'revocation', wish: 'stop', at: own.time(), nonce: own.nonce() };
    const { status } = await own.post('/revocations', { jws: own.jws(phone, wish) });
    if (status === 200) say({ did: 'revoked', application: phone.application });
  }
  own.clock.advance(1000);
}
