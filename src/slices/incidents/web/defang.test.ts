import { expect, test } from 'vitest';
import { defang } from './defang.ts';

test.each([
  ['url', 'https://xau.example/a.b?c=d.e', 'hxxps://xau[.]example/a.b?c=d.e'],
  ['url', 'ftp://203.0.113.7/x', 'fxp://203[.]0[.]113[.]7/x'],
  ['domain', 'a.xau.example', 'a[.]xau[.]example'],
  ['ipv4', '203.0.113.7', '203[.]0[.]113[.]7'],
  ['ipv6', '2001:db8::7', '2001[:]db8[:][:]7'],
  ['email', 'ten.ho@xau.example', 'ten[.]ho[@]xau[.]example'],
  ['sha1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
] as const)('%s %s is shown as %s', (type, value, shown) => {
  expect(defang(type, value)).toBe(shown);
});
