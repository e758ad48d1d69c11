/** HTML that is already safe. Only `html` and `raw` make it. */
export type SafeHtml = { readonly safe: string };

const replacements: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => replacements[char] ?? char);

type Value = string | number | null | undefined | false | SafeHtml | readonly Value[];

const render = (value: Value): string => {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  if (typeof value === 'object') return (value as SafeHtml).safe;
  return escapeHtml(String(value));
};

/** Template tag for pages without script; every value is escaped unless it came from `html` itself. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): SafeHtml => ({
  safe: parts.reduce(
    (text, part, index) => text + part + (index < values.length ? render(values[index]) : ''),
    '',
  ),
});

/** Markup from our own code, such as an SVG that a library drew. Never for anything that a person typed. */
export const raw = (markup: string): SafeHtml => ({ safe: markup });
