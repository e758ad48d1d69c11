import { ActionIcon, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { IconChevronDown, IconChevronUp, IconPlus, IconX } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { ContentBlock, ContentTable } from '../contract/official-content.ts';
import styles from './document-page.module.css';
import { fromMarked, fromRows, toMarked, toRows } from './inline-marks.ts';

/** What a block may be made into; other kinds stay what they are. */
export const blockKinds = [
  'paragraph',
  'centred',
  'article',
  'clause',
  'point',
  'list',
  'table',
  'chapter',
  'section',
  'part',
  'page-break',
] as const;
type BlockKind = (typeof blockKinds)[number];

const headings: readonly string[] = ['article', 'clause', 'point', 'chapter', 'section', 'part'];

const kindOf = (block: ContentBlock): string => {
  if (block.kind === 'heading') return block.level;
  if (block.kind === 'paragraph') return block.align === 'center' ? 'centred' : 'paragraph';
  return block.kind;
};

/** The words of a block as its text area shows them. */
const wordsOf = (block: ContentBlock): string => {
  switch (block.kind) {
    case 'paragraph':
      return toMarked(block.content);
    case 'heading':
      return [toMarked(block.content), toMarked(block.text)].filter(Boolean).join('\n');
    case 'list':
      return block.items.map(toMarked).join('\n');
    case 'table':
      return toRows(block);
    case 'field':
      return block.value ?? '';
    case 'signatures':
      return block.parties.map((party) => `${party.post ?? ''}: ${party.name ?? ''}`).join('\n');
    default:
      return '';
  }
};

type Heading = Extract<ContentBlock, { kind: 'heading' }>;

/** An article has its title (bold) on the first line and may go on with text on the second; others are one text. */
const headingWords = (block: Heading, typed: string): Heading => {
  const { content: _, text: __, ...rest } = block;
  if (block.level !== 'article') return { ...rest, content: fromMarked(typed) as string };
  const isTitled = block.content !== undefined && block.text === undefined;
  const [first = '', ...others] = typed.split('\n');
  if (others.length > 0)
    return { ...rest, content: fromMarked(first) as string, text: fromMarked(others.join('\n')) as string };
  return isTitled
    ? { ...rest, content: fromMarked(typed) as string }
    : { ...rest, text: fromMarked(typed) as string };
};

const withWords = (block: ContentBlock, typed: string): ContentBlock => {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, content: fromMarked(typed) as string };
    case 'heading':
      return headingWords(block, typed);
    case 'list':
      return { ...block, items: typed.split('\n').map((line) => fromMarked(line) as string) };
    case 'table':
      return fromRows(typed, block);
    case 'field':
      return { ...block, value: typed };
    case 'signatures': {
      const lines = typed.split('\n').slice(0, 4);
      const parties = lines.map((line, index) => {
        const [post = '', ...name] = line.split(':');
        return {
          authority: block.parties[index]?.authority ?? [],
          post: post.trim(),
          name: name.join(':').trim(),
        };
      });
      return { ...block, parties };
    }
    default:
      return block;
  }
};

const emptyTable: ContentTable = {
  kind: 'table',
  columns: [{ share: 10, align: 'center' }, { share: 45 }, { share: 45 }],
  header: [['STT', '', '']],
  rows: [['1', '', '']],
};

/** The block as another kind, its words kept. */
const withKind = (block: ContentBlock, kind: BlockKind): ContentBlock => {
  const words = block.kind === 'table' ? '' : wordsOf(block);
  if (kind === 'page-break') return { kind };
  if (kind === 'list') return { kind, marker: 'dash', items: words.split('\n') };
  if (kind === 'table') return emptyTable;
  if (kind === 'paragraph') return { kind, content: fromMarked(words) as string };
  if (kind === 'centred') return { kind: 'paragraph', align: 'center', content: fromMarked(words) as string };
  const number =
    block.kind === 'heading'
      ? block.number
      : kind === 'point'
        ? 'a'
        : kind === 'chapter' || kind === 'part'
          ? 'I'
          : '1';
  const text = fromMarked(words) as string;
  return { kind: 'heading', level: kind, number, ...(kind === 'article' ? { text } : { content: text }) };
};

type BlockEditorProps = {
  block: ContentBlock;
  index: number;
  count: number;
  isDisabled: boolean;
  onChange: (block: ContentBlock) => void;
  onMove: (by: -1 | 1) => void;
  onAdd: () => void;
  onRemove: () => void;
};

/** One block of the text: its kind, its number, its words. Ctrl+Enter adds a block below, Alt+arrows move it. */
export const BlockEditor = (props: BlockEditorProps) => {
  const { block, index, count, isDisabled, onChange, onMove, onAdd, onRemove } = props;
  const text = useText();
  // What was typed stays as it is while it means the block: a space or a new line at the end would be lost otherwise.
  const [typed, setTyped] = useState(wordsOf(block));
  const shown = JSON.stringify(withWords(block, typed)) === JSON.stringify(block) ? typed : wordsOf(block);
  const kind = kindOf(block);
  const isKnown = (blockKinds as readonly string[]).includes(kind);
  const name = text('documents.block-name', { number: index + 1 });
  const help =
    block.kind === 'table'
      ? text('documents.table-help')
      : block.kind === 'signatures'
        ? text('documents.signatures-help')
        : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the text area inside, which bubble
    <div
      className={styles.block}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) onAdd();
        else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
          onMove(event.key === 'ArrowUp' ? -1 : 1);
        else return;
        event.preventDefault();
      }}
    >
      <div className={styles.blockHead}>
        <Select
          size="xs"
          className={styles.kind}
          aria-label={text('documents.block-kind', { name })}
          allowDeselect={false}
          disabled={isDisabled || !isKnown}
          value={kind}
          data={(isKnown ? blockKinds : [kind]).map((value) => ({
            value,
            label: text(`documents.block.${value as BlockKind}`),
          }))}
          onChange={(chosen) => chosen && onChange(withKind(block, chosen as BlockKind))}
        />
        {block.kind === 'heading' && headings.includes(block.level) && (
          <TextInput
            size="xs"
            className={styles.number}
            aria-label={text('documents.block-number', { name })}
            value={block.number}
            disabled={isDisabled}
            maxLength={20}
            onChange={(event) => onChange({ ...block, number: event.currentTarget.value })}
          />
        )}
        {!isDisabled && (
          <span className={styles.blockTools}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              disabled={index === 0}
              aria-label={text('documents.block-up', { name })}
              onClick={() => onMove(-1)}
            >
              <IconChevronUp size="1rem" />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              disabled={index === count - 1}
              aria-label={text('documents.block-down', { name })}
              onClick={() => onMove(1)}
            >
              <IconChevronDown size="1rem" />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={text('documents.block-add', { name })}
              onClick={onAdd}
            >
              <IconPlus size="1rem" />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={text('documents.block-remove', { name })}
              onClick={onRemove}
            >
              <IconX size="1rem" />
            </ActionIcon>
          </span>
        )}
      </div>
      {block.kind !== 'page-break' && (
        <Textarea
          data-block={index}
          aria-label={`${name}: ${isKnown ? text(`documents.block.${kind as BlockKind}`) : kind}`}
          description={help}
          autosize
          minRows={block.kind === 'table' ? 3 : 1}
          maxRows={block.kind === 'table' ? 14 : 24}
          disabled={isDisabled}
          value={shown}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(withWords(block, event.currentTarget.value));
          }}
        />
      )}
    </div>
  );
};
