type Random = (below: number) => number;

const keys = [
  'a',
  'b',
  'EventID',
  'SourceName',
  'Hostname',
  'winlog',
  'channel',
  'event_data',
  'Event',
  'System',
  '#text',
  '#attributes',
  '_source',
  '@timestamp',
  'UtcTime',
  'ts',
  'sixteen bytes...',
  'a key of more than sixteen bytes',
  'người',
  'quo\\"te',
  'back\\\\',
  'u\\u0041',
  '',
];
const texts = [
  '',
  'x',
  'plain text',
  'fifteen bytes..',
  'sixteen bytes...',
  'C:\\\\Windows\\\\System32\\\\cmd.exe',
  'a \\"quoted\\" word',
  'ends in a backslash \\\\',
  'fourteen bytes\\\\',
  'fifteen bytes..\\\\\\"',
  'Đội trưởng 🛡',
  '\\u0111\\n\\t',
  '{"not": [an, object',
  '2026-08-01T03:04:05.1234567Z',
  '2026-08-01 03:04:05',
  'a text that is much longer than what is looked at at once, so that the search goes on and on',
];
const words = [
  '0',
  '-1',
  '1785553445',
  '1785553445.25',
  '1785553445123',
  '1e9',
  '2E+7',
  'true',
  'false',
  'null',
  'nope',
];
const damages = [
  '',
  ',',
  '}',
  ']',
  '"',
  ':',
  '{',
  '\\',
  'N',
  '\u0000',
  '{"a" 1}',
  '{"a":}',
  '{"a":1,}',
  '[1]',
  '"x"',
];

/** An object in one line: nested, with lists, escapes, blanks, repeated keys; sometimes damaged. */
export function randomJson(random: Random): string {
  const text = randomObject(random, 0);
  if (random(8) > 0) return text;
  const at = random(text.length + 1);
  return text.slice(0, at) + damages[random(damages.length)]! + text.slice(at + random(3));
}

function randomObject(random: Random, depth: number): string {
  const blank = (): string => [' ', '\t', '  \t '][random(12)] ?? '';
  const members = Array.from({ length: random(depth === 0 ? 12 : 4) }, () => {
    const key = random(40) === 0 ? `new ${random(1e6)}` : keys[random(keys.length)]!;
    return `${blank()}"${key}"${blank()}:${blank()}${randomValue(random, depth)}${blank()}`;
  });
  return `${blank()}{${members.length === 0 ? blank() : members.join(',')}}${blank()}`;
}

function randomValue(random: Random, depth: number): string {
  const kind = random(depth > 5 ? 6 : 9);
  if (kind < 4) return `"${texts[random(texts.length)]!}"`;
  if (kind < 6) return words[random(words.length)]!;
  if (kind < 8) return randomObject(random, depth + 1);
  return `[${Array.from({ length: random(4) }, () => randomValue(random, depth + 1)).join(', ')}]`;
}
