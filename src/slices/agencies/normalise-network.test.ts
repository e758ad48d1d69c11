import { expect, test } from 'vitest';
import { normaliseNetwork } from './normalise-network.ts';

test.each([
  ['203.0.113.77/24', '203.0.113.0/24'],
  ['203.0.113.77', '203.0.113.77/32'],
  ['198.51.100.130/25', '198.51.100.128/25'],
  ['2001:DB8:0:0:1:0:0:9/64', '2001:db8::/64'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
  ['::ffff:192.0.2.1/128', '::ffff:c000:201/128'],
])('%s is kept as %s', (text, canonical) => {
  expect(normaliseNetwork(text)).toBe(canonical);
});

test('what is no network, or wider than any organisation’s, is refused', () => {
  for (const text of [
    '',
    'abc',
    '203.0.113.0/33',
    '0.0.0.0/0',
    '2001:db8::/8',
    '1.2.3/24',
    '1.2.3.4/24/5',
    'fe80::1%eth0/64',
    '1.2.3.4/-1',
  ]) {
    expect(normaliseNetwork(text), text).toBeNull();
  }
});
