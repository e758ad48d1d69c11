import { expect, test } from 'vitest';
import { normaliseDomain, normaliseHost, suffixesOf } from './normalise-domain.ts';

test('one domain has one form, whatever its case, Unicode form or dots at the ends', () => {
  for (const text of [
    'SKHCN.MinhSon.gov.vn.example',
    'skhcn.minhson.gov.vn.example.',
    '*.skhcn.minhson.gov.vn.example',
  ]) {
    expect(normaliseDomain(text)).toEqual({ ok: true, domain: 'skhcn.minhson.gov.vn.example' });
  }
  const composed = normaliseHost('sở-y-tế.example'.normalize('NFC'));
  expect(composed).toMatch(/^xn--/);
  expect(normaliseHost('sở-y-tế.example'.normalize('NFD'))).toBe(composed);
});

test('a domain that many share is nobody’s', () => {
  for (const text of ['gov.vn', 'GOV.VN', 'com.vn', 'gmail.com', '.edu.vn']) {
    expect(normaliseDomain(text)).toEqual({ ok: false, reason: 'agencies.publicSuffix' });
  }
});

test('what is no domain is refused', () => {
  for (const text of [
    '',
    'vn',
    'https://a.example',
    'a b.example',
    '192.0.2.1',
    'a..example',
    '-a.example',
    'a@b.example',
  ]) {
    expect(normaliseDomain(text).ok, text).toBe(false);
  }
});

test('a host matches itself and its parents, longest first', () => {
  expect(suffixesOf('a.b.gov.vn')).toEqual(['a.b.gov.vn', 'b.gov.vn', 'gov.vn']);
});
