import { expect, test } from 'vitest';
import { addressOf } from './option-values.ts';
import { wordsIn } from './words/index.ts';

const context = { language: 'en', words: wordsIn('en'), print() {}, note() {}, endWith() {} } as const;
const WITHOUT = { host: '127.0.0.1', port: 35_963 };
const read = (text: string | true) => addressOf('--vpcd', text, WITHOUT, context);

test.each<readonly [string | true, string, number]>([
  [true, '127.0.0.1', 35_963],
  ['192.0.2.7', '192.0.2.7', 35_963],
  ['192.0.2.7:1', '192.0.2.7', 1],
  ['35964', '127.0.0.1', 35_964],
  [':0', '127.0.0.1', 0],
  ['lab-3:5', 'lab-3', 5],
  ['[::1]:5', '::1', 5],
  ['[::1]', '::1', 35_963],
])('the address %s', (text, host, port) => {
  expect(read(text)).toEqual({ host, port });
});

test.each(['', '::1', 'h:', 'h:x', 'a b', '[]:5', '65536', '1:2:3', '123456'])('no address: "%s"', (text) => {
  expect(() => read(text)).toThrow(`--vpcd ${text} is not HOST:PORT`);
});
