import type { Contact } from './contract.ts';

const LINE_BYTES_MAX = 75;

/** RFC 6350 section 3.4: backslash, comma, semicolon and line feed of a text value. */
const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** RFC 6350 section 3.2: no line longer than 75 octets; a fold never cuts a letter of several octets. */
const fold = (line: string): string => {
  if (Buffer.byteLength(line) <= LINE_BYTES_MAX) return line;
  const lines: string[] = [];
  let current = '';
  let size = 0;
  for (const letter of line) {
    const bytes = Buffer.byteLength(letter);
    if (size + bytes > LINE_BYTES_MAX) {
      lines.push(current);
      current = ' ';
      size = 1;
    }
    current += letter;
    size += bytes;
  }
  return [...lines, current].join('\r\n');
};

export type VcardEntry = {
  contact: Contact;
  agencyName: string;
  /** Label of the contact's role, shown as ROLE. */
  roleLabel: string;
  agencyPhone: string | null;
  agencyAddress: string | null;
  /** Instant of the export. */
  revisedAt: Date;
};

/** A telephone number as a URI (RFC 3966); letters and extensions stay text. */
const telephone = (number: string): string => {
  const digits = number.replace(/[\s().-]/g, '');
  return /^\+?\d{3,20}$/.test(digits)
    ? `VALUE=uri;TYPE=work,voice:tel:${digits}`
    : `TYPE=work:${escapeText(number)}`;
};

const compactTime = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** Vietnamese names begin with the family name; the last word is the given name. */
const nameParts = (fullName: string): string => {
  const words = fullName.trim().split(/\s+/);
  const family = words.length > 1 ? (words[0] as string) : '';
  const given = words.at(-1) ?? '';
  return [family, given, words.slice(1, -1).join(' '), '', ''].map(escapeText).join(';');
};

/** One vCard 4.0 (RFC 6350). A hotline belongs to the body, not to a person: `KIND:org`. */
export const writeVcard = (entry: VcardEntry): string => {
  const { contact, agencyName } = entry;
  const isNumberOnly = contact.kind === 'hotline';
  const label = isNumberOnly ? `${contact.fullName} - ${agencyName}` : contact.fullName;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `KIND:${isNumberOnly ? 'org' : 'individual'}`,
    `UID:urn:uuid:${contact.id}`,
    `REV:${compactTime(entry.revisedAt)}`,
    `FN:${escapeText(label)}`,
    ...(isNumberOnly ? [] : [`N:${nameParts(contact.fullName)}`]),
    `ORG:${escapeText(agencyName)}`,
    ...(contact.title ? [`TITLE:${escapeText(contact.title)}`] : []),
    `ROLE:${escapeText(entry.roleLabel)}`,
    ...(contact.phone ? [`TEL;${telephone(contact.phone)}`] : []),
    ...(entry.agencyPhone && entry.agencyPhone !== contact.phone
      ? [`TEL;${telephone(entry.agencyPhone)}`]
      : []),
    ...(contact.email ? [`EMAIL;TYPE=work:${escapeText(contact.email)}`] : []),
    ...(entry.agencyAddress ? [`ADR;TYPE=work:;;${escapeText(entry.agencyAddress)};;;;`] : []),
    'END:VCARD',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
};
