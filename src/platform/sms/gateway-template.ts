/** What stands for what in the templates of a gateway: `{{to}}`, `{{text}}`, `{{reference}}`, `{{secret}}`. */
export type GatewayValues = Readonly<Record<'to' | 'text' | 'reference' | 'secret', string>>;

const placeholder = /\{\{(to|text|reference|secret)\}\}/g;

const fill = (template: string, values: GatewayValues, write: (value: string) => string): string =>
  template.replace(placeholder, (_, name: keyof GatewayValues) => write(values[name]));

/** The address with its values percent-encoded: a text can add no parameter of its own. */
export const fillAddress = (template: string, values: GatewayValues): string =>
  fill(template, values, encodeURIComponent);

/**
 * A header's value. Letters outside printable ASCII go out percent-encoded, so that no text adds a header.
 */
export const fillHeader = (template: string, values: GatewayValues): string =>
  fill(template, values, (value) => value.replace(/[^\x20-\x7e]/gu, encodeURIComponent));

/** Fills the strings inside a JSON value; the structure stays as the administrator wrote it. */
export const fillJson = (template: unknown, values: GatewayValues): unknown => {
  if (typeof template === 'string') return fill(template, values, (value) => value);
  if (Array.isArray(template)) return template.map((item) => fillJson(item, values));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fillJson(value, values)]));
};
