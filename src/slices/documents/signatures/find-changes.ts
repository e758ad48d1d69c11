import { createHash } from 'node:crypto';
import type { PdfFile, Revision } from './pdf-file.ts';
import { fingerprintOf, isDict, isStream, nameOf, type PdfDict, type PdfValue } from './pdf-object.ts';

/** What stands in a file after the bytes that a signature covers. */
export type Later = 'nothing' | 'signatures' | 'content' | 'unknown';

const changedObjectsMax = 20_000;

/** Keys of the catalogue that a further signature may touch. */
const catalogKeys = new Set(['AcroForm', 'DSS', 'Extensions', 'Perms', 'Metadata', 'Version']);
const formKeys = new Set(['Fields', 'SigFlags', 'DR', 'DA']);
const fieldKeys = new Set(['V', 'AP', 'F', 'Lock', 'M']);

type Views = { file: PdfFile; before: readonly Revision[]; after: readonly Revision[] };

const printOf = (file: PdfFile, value: PdfValue): string =>
  isStream(value)
    ? `${fingerprintOf(value.dict)} ${createHash('sha256').update(file.rawBytes(value)).digest('hex')}`
    : fingerprintOf(value);

const differing = (one: PdfDict, other: PdfDict): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => fingerprintOf(one.get(key)) !== fingerprintOf(other.get(key)),
  );

const isSignatureField = ({ file, after }: Views, value: PdfValue): boolean => {
  const field = file.resolve(value, after);
  return isDict(field) && nameOf(file.resolve(field.get('FT'), after)) === 'Sig';
};

/** Every entry of before is still there in its order, and what came is a field for a signature. */
const onlyAddsSignatures = (views: Views, before: PdfValue, after: PdfValue): boolean => {
  const old = views.file.resolve(before, views.before);
  const now = views.file.resolve(after, views.after);
  const oldItems = Array.isArray(old) ? old : [];
  if (!Array.isArray(now) || now.length < oldItems.length) return false;
  if (!oldItems.every((item, index) => fingerprintOf(item) === fingerprintOf(now[index]))) return false;
  return now.slice(oldItems.length).every((item) => isSignatureField(views, item));
};

const isFormUntouched = (views: Views, before: PdfValue, after: PdfValue): boolean => {
  const old = views.file.resolve(before, views.before);
  const now = views.file.resolve(after, views.after);
  if (!isDict(now)) return false;
  const oldForm: PdfDict = isDict(old) ? old : new Map();
  if (differing(oldForm, now).some((key) => !formKeys.has(key))) return false;
  return onlyAddsSignatures(views, oldForm.get('Fields') ?? [], now.get('Fields') ?? []);
};

/** May this object have changed by no more than a further signature? */
const isAllowed = (views: Views, old: PdfValue, now: PdfValue): boolean => {
  if (Array.isArray(old) && Array.isArray(now)) return onlyAddsSignatures(views, old, now);
  if (!isDict(old) || !isDict(now)) return isStream(now) && nameOf(now.dict.get('Type')) === 'Metadata';
  const keys = differing(old, now);
  const type = nameOf(now.get('Type'));
  if (type === 'Catalog') {
    const isFormFine =
      !keys.includes('AcroForm') ||
      isFormUntouched(views, old.get('AcroForm') ?? null, now.get('AcroForm') ?? null);
    return isFormFine && keys.every((key) => catalogKeys.has(key));
  }
  if (type === 'Page') {
    return (
      keys.every((key) => key === 'Annots') &&
      onlyAddsSignatures(views, old.get('Annots') ?? [], now.get('Annots') ?? [])
    );
  }
  if (nameOf(now.get('FT')) === 'Sig')
    return old.get('V') === undefined && keys.every((key) => fieldKeys.has(key));
  if (now.has('Fields')) return isFormUntouched(views, old, now);
  return (
    type === 'DSS' || now.has('VRI') || (!old.has('Type') && (now.has('Producer') || now.has('ModDate')))
  );
};

/**
 * Looks at what was added to a file after the first `coveredBytes`. Later signatures leave the content as it was; a
 * changed page, a further annotation, a replaced object do not. Objects that are new change nothing by themselves: only
 * an object that changed can make them visible.
 */
export const findChangesAfter = (file: PdfFile, coveredBytes: number): Later => {
  const rest = file.bytes.subarray(coveredBytes);
  if (rest.every((byte) => byte === 10 || byte === 13 || byte === 32)) return 'nothing';
  const later = file.revisions.filter(({ xrefAt }) => xrefAt >= coveredBytes);
  const before = file.revisions.filter(({ xrefAt }) => xrefAt < coveredBytes);
  if (later.length === 0 || before.length === 0) return 'unknown';
  const [newest, covered] = [later[0] as Revision, before[0] as Revision];
  if (fingerprintOf(newest.trailer.get('Root')) !== fingerprintOf(covered.trailer.get('Root')))
    return 'content';
  const numbers = new Set(later.flatMap(({ entries }) => [...entries.keys()]));
  if (numbers.size > changedObjectsMax) return 'content';
  const views = { file, before, after: file.revisions };
  for (const number of numbers) {
    const wasNamed = before.some(({ entries }) => entries.has(number) && entries.get(number) !== 'free');
    if (!wasNamed) continue;
    const [old, now] = [file.get(number, before), file.get(number)];
    if (printOf(file, old) !== printOf(file, now) && !isAllowed(views, old, now)) return 'content';
  }
  return 'signatures';
};
