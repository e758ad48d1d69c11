import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { IconPlus } from '../../../ui/icons.tsx';
import type { TextKey } from '../../../ui/text-key.ts';
import { useText } from '../../../ui/use-text.ts';
import type { ContentAnnex, ContentBlock, OfficialContent } from '../contract/official-content.ts';
import type { OfficialType } from '../contract/official-types.ts';
import { BlockEditor } from './block-editor.tsx';
import styles from './document-page.module.css';
import { LinesField } from './lines-field.tsx';
import type { Draft } from './use-autosave.tsx';

type Change = (content: OfficialContent) => void;
type PartProps = { type: OfficialType; content: OfficialContent; builtSign: string; onChange: Change };

/** Id of the field that shows a path of the content, so that a list of gaps can lead there. */
export const fieldId = (path: string): string => `content-${path.replaceAll('.', '-')}`;

/** Sets or, when empty, leaves out a value. */
const put = <Target extends object>(target: Target, name: keyof Target, value: unknown): Target => {
  const { [name]: _, ...rest } = target;
  return (value === '' || value === undefined ? rest : { ...rest, [name]: value }) as Target;
};

type LineProps = {
  path: string;
  value: string | undefined;
  onChange: (value: string) => void;
  label?: string;
  help?: string;
  placeholder?: string;
  isHalf?: boolean;
};

const Line = ({ path, value, onChange, label, help, placeholder, isHalf }: LineProps) => {
  const text = useText();
  return (
    <TextInput
      id={fieldId(path)}
      className={isHalf ? styles.half : styles.wide}
      label={label ?? text(`documents.field.${path}` as TextKey)}
      description={help}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

const HeadPart = ({ type, content, builtSign, onChange }: PartProps) => {
  const text = useText();
  const { head } = content;
  // The issuing body stays, also when it is empty: it is the one part of a head that is always there.
  const setHead = (name: keyof OfficialContent['head']) => (value: string) =>
    onChange({
      ...content,
      head: name === 'issuingBody' ? { ...head, issuingBody: value } : put(head, name, value),
    });
  return (
    <fieldset className={styles.part}>
      <legend>{text('documents.part.head')}</legend>
      <div className={styles.fields}>
        <Line path="head.governingBody" value={head.governingBody} onChange={setHead('governingBody')} />
        <Line path="head.issuingBody" value={head.issuingBody} onChange={setHead('issuingBody')} />
        <Line
          isHalf
          path="head.sign"
          value={head.sign}
          placeholder={builtSign}
          help={text('documents.sign-help')}
          onChange={setHead('sign')}
        />
        <Line isHalf path="head.place" value={head.place} onChange={setHead('place')} />
        <Select
          className={styles.half}
          label={text('documents.field.urgency')}
          clearable
          value={content.urgency ?? null}
          data={(['urgent', 'very-urgent', 'express'] as const).map((value) => ({
            value,
            label: text(`documents.urgency.${value}`),
          }))}
          onChange={(value) => onChange(put(content, 'urgency', value ?? ''))}
        />
        <Line
          isHalf
          path="circulationMark"
          value={content.circulationMark}
          onChange={(value) => onChange(put(content, 'circulationMark', value))}
        />
        {type === 'official-letter' ? (
          <Line path="head.letterSubject" value={head.letterSubject} onChange={setHead('letterSubject')} />
        ) : (
          <Line
            path="subject"
            value={content.subject}
            onChange={(value) => onChange(put(content, 'subject', value))}
          />
        )}
      </div>
    </fieldset>
  );
};

const BasesPart = ({ content, onChange }: PartProps) => {
  const text = useText();
  return (
    <fieldset className={styles.part}>
      <legend>{text('documents.part.legalBases')}</legend>
      <div className={styles.fields}>
        <Line
          path="decidingAuthority"
          value={content.decidingAuthority}
          onChange={(value) => onChange(put(content, 'decidingAuthority', value))}
        />
        <div className={styles.wide}>
          <LinesField
            id={fieldId('legalBases')}
            label={text('documents.field.legalBases')}
            help={text('documents.lines-help')}
            rows={4}
            isDisabled={false}
            lines={content.legalBases ?? []}
            onChange={(lines) => onChange({ ...content, legalBases: lines })}
          />
        </div>
      </div>
    </fieldset>
  );
};

const AddresseesPart = ({ content, onChange }: PartProps) => {
  const text = useText();
  return (
    <fieldset className={styles.part}>
      <legend>{text('documents.part.addressees')}</legend>
      <div className={styles.fields}>
        {content.addresseesLabel !== undefined && (
          <Line
            path="addresseesLabel"
            value={content.addresseesLabel}
            onChange={(value) => onChange({ ...content, addresseesLabel: value })}
          />
        )}
        <div className={styles.wide}>
          <LinesField
            id={fieldId('addressees')}
            label={text('documents.field.addressees')}
            help={text('documents.lines-help')}
            isDisabled={false}
            lines={content.addressees ?? []}
            onChange={(lines) => onChange({ ...content, addressees: lines })}
          />
        </div>
      </div>
    </fieldset>
  );
};

type BlocksProps = { blocks: readonly ContentBlock[]; onChange: (blocks: ContentBlock[]) => void };

/** The blocks of a text. Keys follow the blocks when they move, so that no field loses what is typed. */
const Blocks = ({ blocks, onChange }: BlocksProps) => {
  const text = useText();
  const keys = useRef<number[]>([]);
  const last = useRef(0);
  const box = useRef<HTMLDivElement>(null);
  while (keys.current.length < blocks.length) keys.current.push(last.current++);
  keys.current.length = blocks.length;
  const focus = (index: number) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-block="${index}"]`)?.focus());
  const add = (index: number) => {
    keys.current.splice(index, 0, last.current++);
    onChange([...blocks.slice(0, index), { kind: 'paragraph', content: '' }, ...blocks.slice(index)]);
    focus(index);
  };
  const move = (index: number, by: -1 | 1) => {
    const to = index + by;
    if (to < 0 || to >= blocks.length) return;
    const next = [...blocks];
    [next[index], next[to]] = [next[to] as ContentBlock, next[index] as ContentBlock];
    [keys.current[index], keys.current[to]] = [keys.current[to] as number, keys.current[index] as number];
    onChange(next);
    focus(to);
  };
  return (
    <div ref={box} className={styles.blocks}>
      {blocks.map((block, index) => (
        <BlockEditor
          key={keys.current[index]}
          block={block}
          index={index}
          count={blocks.length}
          isDisabled={false}
          onChange={(changed) => onChange(blocks.map((one, at) => (at === index ? changed : one)))}
          onMove={(by) => move(index, by)}
          onAdd={() => add(index + 1)}
          onRemove={() => {
            keys.current.splice(index, 1);
            onChange(blocks.filter((_, at) => at !== index));
          }}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size="1rem" />}
        onClick={() => add(blocks.length)}
      >
        {text('documents.block-add-last')}
      </Button>
    </div>
  );
};

const BodyPart = ({ content, onChange }: PartProps) => {
  const text = useText();
  return (
    <fieldset className={styles.part} id={fieldId('body')} tabIndex={-1}>
      <legend>{text('documents.part.body')}</legend>
      <p className={styles.help}>{text('documents.body-help')}</p>
      <Blocks blocks={content.body} onChange={(body) => onChange({ ...content, body })} />
    </fieldset>
  );
};

const FootPart = ({ type, content, onChange }: PartProps) => {
  const text = useText();
  const recipients = content.recipients ?? { items: [] };
  const signature = content.signature ?? { authority: [] };
  return (
    <fieldset className={styles.part}>
      <legend>{text('documents.part.foot')}</legend>
      <div className={styles.fields}>
        {type !== 'minutes' && (
          <>
            <div className={styles.wide}>
              <LinesField
                id={fieldId('signature.authority')}
                label={text('documents.field.signature.authority')}
                help={text('documents.authority-help')}
                rows={1}
                isDisabled={false}
                lines={signature.authority}
                onChange={(authority) => onChange({ ...content, signature: { ...signature, authority } })}
              />
            </div>
            {(['post', 'name'] as const).map((name) => (
              <Line
                key={name}
                isHalf
                path={`signature.${name}`}
                value={signature[name]}
                onChange={(value) => onChange({ ...content, signature: { ...signature, [name]: value } })}
              />
            ))}
          </>
        )}
        <div className={styles.wide}>
          <LinesField
            id={fieldId('recipients.items')}
            label={text('documents.field.recipients.items')}
            help={text('documents.lines-help')}
            isDisabled={false}
            lines={recipients.items}
            onChange={(items) => onChange({ ...content, recipients: { ...recipients, items } })}
          />
        </div>
        <Line
          isHalf
          path="recipients.archive"
          value={recipients.archive}
          onChange={(archive) => onChange({ ...content, recipients: { ...recipients, archive } })}
        />
        <Line
          isHalf
          path="drafterMark"
          value={content.drafterMark}
          onChange={(value) => onChange(put(content, 'drafterMark', value))}
        />
        <Line
          path="contactLine"
          value={content.contactLine}
          onChange={(value) => onChange(put(content, 'contactLine', value))}
        />
      </div>
    </fieldset>
  );
};

const romans = ['', ' I', ' II', ' III', ' IV', ' V', ' VI', ' VII', ' VIII', ' IX', ' X'];

const AnnexesPart = ({ content, onChange }: PartProps) => {
  const text = useText();
  const annexes = content.annexes ?? [];
  const set = (index: number, annex: ContentAnnex) =>
    onChange({ ...content, annexes: annexes.map((one, at) => (at === index ? annex : one)) });
  const add = () => {
    const label = `Phụ lục${annexes.length === 0 ? '' : (romans[annexes.length + 1] ?? ` ${annexes.length + 1}`)}`;
    onChange({
      ...content,
      annexes: [...annexes, { label, title: '', body: [{ kind: 'paragraph', content: '' }] }],
    });
  };
  return (
    <fieldset className={styles.part}>
      <legend>{text('documents.part.annexes')}</legend>
      {annexes.map((annex, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: annexes have no other name than their place
        <div key={index} className={styles.annex}>
          <div className={styles.fields}>
            <Line
              isHalf
              path={`annexes.${index}.label`}
              label={text('documents.annex-label')}
              value={annex.label}
              onChange={(label) => set(index, { ...annex, label })}
            />
            <Line
              isHalf
              path={`annexes.${index}.title`}
              label={text('documents.annex-title')}
              value={annex.title}
              onChange={(title) => set(index, { ...annex, title })}
            />
            <Checkbox
              className={styles.half}
              label={text('documents.annex-landscape')}
              checked={annex.isLandscape ?? false}
              onChange={(event) => set(index, { ...annex, isLandscape: event.currentTarget.checked })}
            />
            <Button
              className={styles.half}
              variant="subtle"
              color="red"
              size="xs"
              onClick={() => onChange({ ...content, annexes: annexes.filter((_, at) => at !== index) })}
            >
              {text('documents.annex-remove', { label: annex.label })}
            </Button>
          </div>
          <Blocks blocks={annex.body} onChange={(body) => set(index, { ...annex, body })} />
        </div>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size="1rem" />} onClick={add}>
        {text('documents.annex-add')}
      </Button>
    </fieldset>
  );
};

type ContentEditorProps = {
  type: OfficialType;
  builtSign: string;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** Everything that stands on the pages, in the order of the page. */
export const ContentEditor = ({ type, builtSign, draft, onChange }: ContentEditorProps) => {
  const text = useText();
  const { content } = draft;
  const props = {
    type,
    content,
    builtSign,
    onChange: (next: OfficialContent) => onChange({ ...draft, content: next }),
  };
  const hasAddressees = content.addressees !== undefined || type === 'report';
  return (
    <div className={styles.editor}>
      <TextInput
        id={fieldId('title')}
        label={text('documents.field.title')}
        description={text('documents.title-help')}
        maxLength={500}
        value={draft.title}
        onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
      />
      <HeadPart {...props} />
      {type === 'decision' && <BasesPart {...props} />}
      {hasAddressees && <AddresseesPart {...props} />}
      <BodyPart {...props} />
      <FootPart {...props} />
      <AnnexesPart {...props} />
    </div>
  );
};
