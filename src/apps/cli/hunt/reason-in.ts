import type { InBoth, Language } from './language.ts';
import { reasons } from './texts/reasons.ts';

/** Reasons are short; a rule may name a field of a megabyte, and forms must not search that again and again. */
const lengthMax = 1000;

type Known = { readonly form: RegExp; readonly vietnamese: string };

let known: readonly Known[] | undefined;
let whole: ReadonlyMap<string, string> | undefined;

/** A reason of the engine in the reader's language. What the system or Node says stays as it is. */
export function reasonIn(language: Language, reason: string): string {
  return language === 'en' ? reason : inVietnamese(reason);
}

/** The same for reports, which speak both languages. */
export const reasonInBoth = (reason: string): InBoth => ({ vi: inVietnamese(reason), en: reason });

function inVietnamese(reason: string): string {
  whole ??= new Map(reasons);
  // The one that says most of itself comes first: `not readable as YAML: {}` before `not readable as {}`.
  known ??= reasons
    .filter(([english]) => english.includes('{}'))
    .sort(([a], [b]) => b.replaceAll('{}', '').length - a.replaceAll('{}', '').length)
    .map(readForm);
  const found = whole.get(reason);
  if (found !== undefined || reason.length > lengthMax) return found ?? reason;
  for (const { form, vietnamese } of known) {
    const parts = form.exec(reason);
    if (parts !== null)
      return vietnamese.replace(/\{(\d)(!?)\}/g, (_, at: string, isReason: string) => {
        const part = parts[Number(at) + 1]!;
        return isReason === '' ? part : inVietnamese(part);
      });
  }
  return reason;
}

function readForm([english, vietnamese]: readonly [string, string]): Known {
  const pattern = english
    .split('{}')
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('([^]*?)');
  return { form: new RegExp(`^${pattern}$`), vietnamese };
}
