import {
  type FormSpec,
  type SpecField,
  type SpecInput,
  type SpecKind,
  type SpecSection,
  specFieldsOf,
  specOf,
  valueAt,
} from '../contract/form-spec.ts';
import type { Annex, Block, DocumentTree, Field } from '../render/document-tree.ts';
import type { FormMoment } from './form-inputs.ts';
import { calendarDay, dayText, field, option, timeText } from './form-parts.ts';
import type { MissingField, MissingReason } from './list-missing.ts';

const textAt = (input: SpecInput, path: string): string => {
  const value = valueAt(input, path);
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
};

const labelOf = ({ label, reason }: SpecField): string => (reason ? `${label} (*)` : label);

/** "18 giờ 05 phút, ngày 22/11/2026"; short open places where nothing is known, so that they stay on one line. */
const momentText = (moment: FormMoment | undefined): string =>
  moment?.date === undefined && moment?.hour === undefined
    ? '…… giờ …… phút, ngày ……/……/………'
    : `${timeText(moment)}, ngày ${dayText(moment.date)}`;

const fieldOf = (input: SpecInput, spec: SpecField): Field => {
  const value = valueAt(input, spec.path);
  const label = labelOf(spec);
  if (spec.kind === 'moment') return field(label, momentText(value as FormMoment | undefined));
  if (spec.kind === 'date') return field(label, dayText(value as string | undefined));
  return field(label, textAt(input, spec.path), spec.kind === 'area' ? (spec.rows ?? 2) : 1);
};

const choiceOf = (input: SpecInput, spec: SpecField): Block => {
  const value = valueAt(input, spec.path);
  const chosen = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
  const options = spec.options ?? [];
  const letters = options.reduce((sum, [, label]) => sum + label.length, 0);
  return {
    kind: 'check-boxes',
    label: labelOf(spec),
    layout: letters < 24 && spec.label.length < 60 ? 'line' : letters / options.length < 32 ? 2 : 1,
    isVerified: !spec.isUnverified,
    items: options.map(([name, label]) => option(label, chosen.includes(name))),
  };
};

const linesOf = (input: SpecInput, spec: SpecField): Block[] => {
  const lines = (valueAt(input, spec.path) as readonly string[] | undefined) ?? [];
  if (lines.length === 0) return [field(labelOf(spec), undefined, spec.rows ?? 1)];
  return [
    { kind: 'paragraph', align: 'left', staysWithNext: true, content: `${labelOf(spec)}:` },
    { kind: 'list', marker: 'dash', items: lines },
  ];
};

const tableOf = (input: SpecInput, spec: SpecField): Block => {
  const columns = spec.columns ?? [];
  const rows = (valueAt(input, spec.path) as readonly (readonly string[])[] | undefined) ?? [];
  const empty = Array.from({ length: 3 }, () => columns.map(() => ''));
  return {
    kind: 'table',
    columns: columns.map(([, share], index) => ({
      share,
      ...(index === 0 ? { align: 'center' as const } : {}),
    })),
    header: [columns.map(([label]) => label)],
    rows: (rows.length > 0 ? rows : empty).map((row) => columns.map((_, index) => row[index] ?? '')),
    sizePt: spec.isLandscape ? 10 : 11,
  };
};

/** Characters that half a line holds for certain. */
const halfLineCharacters = 34;

const isShort = ({ label, value = '' }: Field): boolean => label.length + value.length <= halfLineCharacters;

/** Fields of half a line stand two by two where both are short enough; the others take a line each. */
const sectionBlocks = (input: SpecInput, section: SpecSection): Block[] => {
  const blocks: Block[] = [{ kind: 'form-section', title: section.title }];
  let half: Field | undefined;
  const flush = (): void => {
    if (half) blocks.push(half);
    half = undefined;
  };
  for (const spec of section.fields) {
    const isPaired = spec.isHalf && (spec.kind === 'line' || spec.kind === 'date');
    if (isPaired && half) {
      const pair = [half, fieldOf(input, spec)];
      if (pair.every(isShort)) blocks.push({ kind: 'field-row', fields: pair });
      else blocks.push(...pair);
      half = undefined;
    } else if (isPaired) half = fieldOf(input, spec);
    else {
      flush();
      if (spec.kind === 'choice' || spec.kind === 'checks') blocks.push(choiceOf(input, spec));
      else if (spec.kind === 'lines') blocks.push(...linesOf(input, spec));
      else if (spec.kind !== 'rows') blocks.push(fieldOf(input, spec));
      else if (spec.isLandscape)
        blocks.push({ kind: 'paragraph', align: 'left', content: '(Bảng kèm theo)' });
      else blocks.push(tableOf(input, spec));
    }
  }
  flush();
  return blocks;
};

const annexesOf = (input: SpecInput, { sections }: FormSpec): Annex[] =>
  sections.flatMap((section) =>
    section.fields
      .filter(({ isLandscape }) => isLandscape)
      .map((spec) => ({
        label: 'Phụ lục',
        title: section.title.replace(/^[\d.]+ /, ''),
        isLandscape: true,
        body: [tableOf(input, spec)],
      })),
  );

/**
 * A form that is described as data, as its pages.
 * @param createdAt written into the file's properties
 */
export const buildSpecForm = (kind: SpecKind, input: SpecInput, createdAt: Date): DocumentTree => {
  const spec = specOf(kind);
  const date = calendarDay(textAt(input, 'signedOn') || undefined);
  const organisation = textAt(input, 'reporter.name');
  const governingBody = textAt(input, 'governingBody');
  const reportCode = textAt(input, 'reportCode');
  const recipient = textAt(input, 'recipientName');
  const annexes = annexesOf(input, spec);
  const post = textAt(input, 'signer.post');
  const name = textAt(input, 'signer.name');
  return {
    properties: { title: spec.title, ...(organisation ? { author: organisation } : {}), createdAt },
    state: 'final',
    head: {
      kind: 'form',
      formName: spec.formName,
      formSource: spec.formSource,
      ...(governingBody ? { governingBody } : {}),
      ...(organisation ? { organisation } : {}),
      ...(reportCode ? { reportCode } : {}),
      place: textAt(input, 'place') || '…………',
      ...(date ? { date } : {}),
    },
    typeName: spec.title,
    ...(spec.hasAddressee ? { addressees: [recipient || '……………………………………'] } : {}),
    body: [
      ...spec.sections
        .filter(({ title }) => title !== '')
        .flatMap((section) => sectionBlocks(input, section)),
      ...(spec.commitment ? [{ kind: 'paragraph', content: spec.commitment } satisfies Block] : []),
    ],
    signature: {
      authority: ['Người đại diện theo pháp luật'],
      ...(post ? { post } : {}),
      hint: '(Ký tên, đóng dấu hoặc chữ ký số)',
      ...(name ? { name } : {}),
    },
    ...(annexes.length > 0 ? { annexes } : {}),
  };
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** What the form requires and does not have, in its order; a moment is named by its missing parts. */
export const listMissingSpec = (kind: SpecKind, input: SpecInput): MissingField[] =>
  specFieldsOf(kind).flatMap(({ path, kind: fieldKind, reason }) => {
    if (!reason) return [];
    const paths =
      fieldKind === 'moment' ? ['date', 'hour', 'minute'].map((part) => `${path}.${part}`) : [path];
    return paths
      .filter((one) => isEmpty(valueAt(input, one)))
      .map((one) => ({ field: one, reasonKey: reason as MissingReason }));
  });
