import type { ContentBlock, OfficialContent } from './official-content.ts';
import type { OfficialType } from './official-types.ts';

/** Why a clerk would send the document back; the texts of both languages stand in `texts/`. */
export const contentFaults = [
  'issuing-body',
  'place',
  'subject',
  'authority',
  'legal-bases',
  'addressees',
  'body',
  'open-places',
  'recipients',
  'archive',
  'signer-post',
  'signer-name',
  'minutes-signers',
  'sign',
] as const;
export type ContentFault = (typeof contentFaults)[number];

/** `field` is the path in the content at which the editor shows it. */
export type ContentGap = { field: string; fault: ContentFault };

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';
const someText = (items: readonly string[] | undefined): boolean =>
  (items ?? []).some((item) => !isBlank(item));

const inlineText = (content: string | readonly { text: string }[] | undefined): string =>
  content === undefined
    ? ''
    : typeof content === 'string'
      ? content
      : content.map((run) => run.text).join('');

/** The words of one block, cells of a table included. */
export const blockText = (block: ContentBlock): string => {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.content);
    case 'heading':
      return `${inlineText(block.content)} ${inlineText(block.text)}`;
    case 'list':
      return block.items.map(inlineText).join('\n');
    case 'table':
      return block.rows.flat().map(inlineText).join('\n');
    case 'field':
      return block.value ?? '';
    case 'field-row':
      return block.fields.map((field) => field.value ?? '').join('\n');
    case 'check-boxes':
      return block.items.map((item) => item.label).join('\n');
    default:
      return '';
  }
};

/** Dots or an ellipsis between brackets: a place of the template that nobody filled in. */
const openPlace = /…{2,}|\.{5,}|\[…\]|\[\.\.\.\]/u;

const needsAddressees: readonly OfficialType[] = [
  'submission',
  'official-letter',
  'invitation',
  'urgent-telegram',
];

const signers = (type: OfficialType, content: OfficialContent): ContentGap[] => {
  if (type === 'minutes') {
    const parties = content.body.flatMap((block) => (block.kind === 'signatures' ? block.parties : []));
    const isSigned = parties.length >= 2 && parties.every((party) => !isBlank(party.name));
    return isSigned ? [] : [{ field: 'body', fault: 'minutes-signers' }];
  }
  return [
    ...(isBlank(content.signature?.post) && !someText(content.signature?.authority)
      ? [{ field: 'signature.post', fault: 'signer-post' as const }]
      : []),
    ...(isBlank(content.signature?.name) ? [{ field: 'signature.name', fault: 'signer-name' as const }] : []),
  ];
};

/**
 * What a document lacks before it can be signed and issued, in the order of the page. Number and date are not part of
 * it: the register gives them at issue.
 */
export const checkOfficialContent = (
  type: OfficialType,
  content: OfficialContent,
  sign: string | undefined = content.head.sign,
): ContentGap[] => {
  const isLetter = type === 'official-letter';
  const gaps: ContentGap[] = [];
  const need = (isThere: boolean, field: string, fault: ContentFault): void => {
    if (!isThere) gaps.push({ field, fault });
  };
  need(!isBlank(content.head.issuingBody), 'head.issuingBody', 'issuing-body');
  need(!isBlank(sign), 'head.sign', 'sign');
  need(!isBlank(content.head.place), 'head.place', 'place');
  need(
    !isBlank(isLetter ? content.head.letterSubject : content.subject),
    isLetter ? 'head.letterSubject' : 'subject',
    'subject',
  );
  if (type === 'decision') {
    need(!isBlank(content.decidingAuthority), 'decidingAuthority', 'authority');
    need(someText(content.legalBases), 'legalBases', 'legal-bases');
  }
  if (needsAddressees.includes(type)) need(someText(content.addressees), 'addressees', 'addressees');
  const words = content.body.map(blockText);
  need(
    words.some((text) => !isBlank(text)),
    'body',
    'body',
  );
  const annexWords = (content.annexes ?? []).flatMap((annex) => annex.body.map(blockText));
  const others = [content.subject, content.head.letterSubject, ...(content.legalBases ?? [])];
  need(
    ![...words, ...annexWords, ...others].some((text) => openPlace.test(text ?? '')),
    'body',
    'open-places',
  );
  need(someText(content.recipients?.items), 'recipients.items', 'recipients');
  need(!isBlank(content.recipients?.archive), 'recipients.archive', 'archive');
  return [...gaps, ...signers(type, content)];
};
