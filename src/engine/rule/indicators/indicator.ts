/** Kinds of indicators. Networks are addresses with a number of bits. */
export const indicatorTypes = [
  'ipv4',
  'ipv6',
  'network',
  'domain',
  'url',
  'email',
  'hash',
  'file-name',
] as const;
export type IndicatorType = (typeof indicatorTypes)[number];

/** Something known to be bad, in its normal spelling: lower case, nothing defanged. */
export type Indicator = {
  readonly type: IndicatorType;
  readonly value: string;
  /** Where it comes from, and what that source calls it. */
  readonly source: string;
  readonly note: string;
};

const fileEndings =
  /\.(?:exe|dll|sys|scr|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar|php\d?|phtml|jspx?|asp|aspx|ashx|docx?|docm|xlsx?|xlsm|pptx?|rtf|pdf|zip|rar|7z|iso|img|cab|tmp|dat|bin|sh|elf|apk|py|pl)$/;
const domainPattern =
  /^(?=.{4,253}$)(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/u;

/** Takes the brackets and letters away with which people keep links from being clicked. */
export function refang(text: string): string {
  return text
    .trim()
    .replace(/^h(?:xx|tt|\*\*)p(s?)(?=:|\[)/i, 'http$1')
    .replace(/\[:\/\/\]|\[:\]\/\//g, '://')
    .replace(/[[({]\s*(?:\.|dot)\s*[\])}]/gi, '.')
    .replace(/[[({]\s*(?:@|at)\s*[\])}]/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\\\./g, '.');
}

/** The type and normal spelling of an indicator in plain text, or undefined where it is none. */
export function classifyIndicator(text: string): Pick<Indicator, 'type' | 'value'> | undefined {
  const value = refang(text).toLowerCase();
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return { type: 'hash', value };
  if (/^[a-z][a-z0-9+.-]*:\/\/[^\s/]+/.test(value)) return { type: 'url', value: normalUrl(value) };
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(value)) return isIpv4(value) ? { type: 'ipv4', value } : undefined;
  if (/^[0-9a-f:.]+\/\d{1,3}$/.test(value)) return { type: 'network', value };
  if (/^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*$/.test(value)) return { type: 'ipv6', value };
  const at = value.indexOf('@');
  if (at > 0) return domainPattern.test(value.slice(at + 1)) ? { type: 'email', value } : undefined;
  if (fileEndings.test(value))
    return {
      type: 'file-name',
      value: value.slice(Math.max(value.lastIndexOf('\\'), value.lastIndexOf('/')) + 1),
    };
  const domain = value.replace(/^\*\.|^\.|\.$/g, '');
  return domainPattern.test(domain) ? { type: 'domain', value: domain } : undefined;
}

const isIpv4 = (value: string): boolean => value.split('.').every((part) => Number(part) <= 255);

/** A URL as it is compared: lower case, without a slash at its end. */
export const normalUrl = (url: string): string => url.toLowerCase().replace(/\/$/, '');
