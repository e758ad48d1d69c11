import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * Names under which strangers register: as somebody's domain they would claim half of the country. The second level of
 * .vn is from the registry's list (Circular 24/2015/TT-BTTTT Article 6); the others are mail providers open to everybody.
 */
const publicSuffixes = new Set(
  (
    'com.vn biz.vn edu.vn gov.vn net.vn org.vn int.vn ac.vn pro.vn info.vn health.vn name.vn id.vn io.vn ai.vn mil.vn ' +
    'co.uk com.au com.cn com.sg gmail.com yahoo.com yahoo.com.vn outlook.com outlook.com.vn hotmail.com live.com ' +
    'icloud.com proton.me protonmail.com zoho.com yandex.com mail.ru vnn.vn fpt.vn hn.vnn.vn hcm.vnn.vn'
  ).split(' '),
);

/** A domain in its one form, or why it cannot be an organisation's domain. */
export type NormalisedDomain =
  | { ok: true; domain: string }
  | { ok: false; reason: 'invalid' | 'agencies.publicSuffix' };

const labelPattern = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** A host name in lower-case ASCII (IDNA, UTS 46) without the dot at the end; null when it is none. */
export const normaliseHost = (text: string): string | null => {
  const bare = text.trim().normalize('NFC').replace(/\.$/, '');
  if (bare.length === 0 || bare.length > 253 || /[\s/:@?#[\]%\\]/.test(bare)) return null;
  const ascii = domainToASCII(bare).toLowerCase();
  if (!ascii || ascii.length > 253 || isIP(ascii)) return null;
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => labelPattern.test(label))) return null;
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? null : ascii;
};

/** Normalises a declared domain: `https://` is not accepted, a leading `*.` or `.` is dropped. */
export const normaliseDomain = (text: string): NormalisedDomain => {
  const host = normaliseHost(text.trim().replace(/^\*?\./, ''));
  if (!host) return { ok: false, reason: 'invalid' };
  if (publicSuffixes.has(host)) return { ok: false, reason: 'agencies.publicSuffix' };
  return { ok: true, domain: host };
};

/** The host and every parent of it with at least two labels, longest first: what a declared domain may match. */
export const suffixesOf = (host: string): string[] => {
  const labels = host.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
};
