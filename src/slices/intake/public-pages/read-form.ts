import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { openSecret, sealSecret } from '../../../platform/ctx/derive-key.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { type ReportKind, reportKinds } from '../contract/codes.ts';
import type { FiledAttachment } from '../filed-report.ts';
import type { Faults, Values } from './form-parts.ts';

const lengthMax: Readonly<Record<string, number>> = { description: 20_000, text: 20_000 };
const known =
  /^(kind|step|go|token|kept|description|system|date|time|name|organisation|phone|email|number|code|text|q\.[a-z-]{1,30})$/;

/** Text fields of a public form: known names only, cut to their length, one value each. */
export const readValues = (body: unknown): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (typeof first !== 'string' || !known.test(name)) continue;
    values[name] = first.trim().slice(0, lengthMax[name] ?? (name === 'kept' ? 100_000 : 5_000));
  }
  return values;
};

export const readKind = (value: string | undefined): ReportKind | undefined =>
  reportKinds.find((kind) => kind === value);

/** T0 out of date and time as typed, both in Viet Nam; the time may be missing. Undefined when neither is given. */
export const readDetected = (
  values: Values,
  now: Date,
): { at?: Date; precision: 'minute' | 'day'; faults: readonly ('date' | 'time')[] } => {
  if (!values.date && !values.time) return { precision: 'minute', faults: [] };
  const date = values.date || vietnamDateOf(now);
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return { precision: 'day', faults: ['date'] };
  if (values.time && !/^\d\d:\d\d(:\d\d)?$/.test(values.time))
    return { precision: 'minute', faults: ['time'] };
  const at = new Date(`${date}T${values.time ? values.time.slice(0, 5) : '00:00'}:00+07:00`);
  const isSane =
    !Number.isNaN(at.getTime()) && at.getTime() < now.getTime() + 86_400_000 && at.getUTCFullYear() > 2000;
  return isSane
    ? { at, precision: values.time ? 'minute' : 'day', faults: [] }
    : { precision: 'day', faults: ['date'] };
};

const PURPOSE = 'public-form-files';

/** Files that are already stored travel through a corrected form as one sealed field, so that nobody picks them twice. */
export const keepFiles = (ctx: Ctx, files: readonly FiledAttachment[]): string =>
  files.length === 0 ? '' : sealSecret(ctx.services.masterKey, PURPOSE, JSON.stringify(files));

export const readFiles = (
  ctx: Ctx,
  kept: string | undefined,
  uploaded: readonly UploadedFile[],
): FiledAttachment[] => {
  const earlier = kept ? (JSON.parse(openSecretOrNone(ctx, kept)) as FiledAttachment[]) : [];
  const now = uploaded
    .filter((file) => file.sizeBytes > 0)
    .map((file) => ({
      blob: { sha256: file.sha256, sizeBytes: file.sizeBytes },
      name: file.name,
      contentType: file.contentType,
    }));
  return [...earlier, ...now];
};

const openSecretOrNone = (ctx: Ctx, kept: string): string => {
  try {
    return openSecret(ctx.services.masterKey, PURPOSE, kept);
  } catch {
    return '[]';
  }
};

/** A mail address that the receipt can be sent to; anything else is refused before it reaches the outbox. */
export const emailFault = (
  page: { t(key: 'intake.public.emailFault'): string },
  email: string | undefined,
): Faults =>
  email && !/^[^\s@<>,;:"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)
    ? { email: page.t('intake.public.emailFault') }
    : {};
