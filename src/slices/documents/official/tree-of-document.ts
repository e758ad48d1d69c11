import type { OfficialContent } from '../contract/official-content.ts';
import { numberAndSign, typeNames } from '../contract/official-types.ts';
import { cleanText, mapTexts } from '../render/clean-tree.ts';
import type { CalendarDay, DocumentTree } from '../render/document-tree.ts';
import { dayInWords } from '../render/official-wording.ts';
import type { OfficialDocumentRow } from './official-document.ts';

/** What is stored of a tree: neither number and date, which the register gives, nor properties and draft mark. */
export const toContent = (tree: DocumentTree | OfficialContent): OfficialContent => {
  const { properties: _, state: __, head, ...rest } = tree as DocumentTree & OfficialContent;
  const {
    kind: ___,
    number: ____,
    date: _____,
    ...kept
  } = head as DocumentTree['head'] & {
    kind?: string;
    number?: number;
  };
  return mapTexts({ ...rest, head: kept }, cleanText) as unknown as OfficialContent;
};

export const dayOf = (date: string | null): CalendarDay | undefined => {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  return year && month && day ? { year, month, day } : undefined;
};

type Printed = Pick<
  OfficialDocumentRow,
  'type' | 'title' | 'content' | 'state' | 'sign' | 'number' | 'issued_on' | 'created_at'
>;

/** "Kèm theo Quyết định số 05/QĐ-UBND ngày …": places stay open until the document is issued. */
const attachedTo = (row: Printed): string => {
  const number = row.number === null ? `      /${row.sign}` : numberAndSign(row.number, row.sign);
  const day = dayInWords(dayOf(row.issued_on));
  return `Kèm theo ${typeNames[row.type]} số ${number} ${day} của ${row.content.head.issuingBody}`;
};

/**
 * The pages of a document as a tree. The draft mark stands on it until it is initialled: what goes to the signer must be
 * clean; number and date stay open until they are given.
 */
export const treeOf = (row: Printed): DocumentTree => {
  const { head, annexes, ...rest } = row.content;
  const date = dayOf(row.issued_on);
  return {
    ...rest,
    properties: { title: row.title, author: head.issuingBody, createdAt: row.created_at },
    state: row.state === 'draft' ? 'draft' : 'final',
    head: {
      ...head,
      kind: 'administrative',
      sign: row.sign,
      ...(row.number === null ? {} : { number: row.number }),
      ...(date ? { date } : {}),
    },
    ...(annexes
      ? { annexes: annexes.map((annex) => ({ ...annex, attachedTo: annex.attachedTo ?? attachedTo(row) })) }
      : {}),
  };
};
