import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { Form } from '../../../ui/form.tsx';
import type { TextKey } from '../../../ui/text-key.ts';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { EditorField, type EditorForm } from './editor-field.tsx';
import { toFlatValues, toInput } from './flat-values.ts';
import { formLayout, isAllUnverified } from './form-layout.ts';
import styles from './form-page.module.css';
import { FormPages } from './form-pages.tsx';
import { type EditedForm, useFormPages, useTakeInForm } from './form-queries.ts';
import { goToField, MissingList } from './missing-list.tsx';
import { sayMissing } from './say-missing.ts';
import { useFormSave } from './use-form-save.tsx';

/** Long enough not to draw at every letter, short enough to be seen while typing. */
const drawAfterMs = 350;

const Parts = ({ form, kind }: { form: EditorForm; kind: EditedForm['kind'] }) => {
  const text = useText();
  return formLayout[kind].map((part) => (
    <fieldset key={part.key} className={styles.part}>
      <legend>{text(`duties.part.${part.key}` as TextKey)}</legend>
      <div className={styles.fields}>
        {part.fields.map((spec) => (
          <div key={spec.path} data-half={spec.isHalf || undefined}>
            <EditorField form={form} spec={spec} />
          </div>
        ))}
      </div>
    </fieldset>
  ));
};

type FormEditorProps = {
  /** The newest version as the server tells it. */
  newest: EditedForm;
  /** Says whether something is not saved yet, for the buttons around. */
  onDirty: (isDirty: boolean) => void;
  notice?: ReactNode;
};

/** Fields on the left, the pages on the right; the pages follow the typing without being saved. */
export const FormEditor = ({ newest, onDirty, notice }: FormEditorProps) => {
  const text = useText();
  const takeIn = useTakeInForm();
  const { field } = useAddressFilters().values;
  const [base, setBase] = useState(newest);
  /** Counts replacements from outside: fields that keep what was typed start anew. */
  const [generation, setGeneration] = useState(0);
  const form: EditorForm = useForm({
    initial: toFlatValues(base),
    onSend: (values) => save(values),
    draftKey: `form.${base.id}.${base.version}`,
  });
  const adopt = (next: EditedForm) => {
    setBase(next);
    form.setAll(toFlatValues(next));
    form.setErrors({});
    setGeneration((count) => count + 1);
    takeIn(next);
  };
  const { save, dialog } = useFormSave(base, adopt);
  const input = toInput(base.kind, form.values);
  const isDirty =
    JSON.stringify(input.input) !== JSON.stringify(toInput(base.kind, toFlatValues(base)).input);
  const [drawn] = useDebouncedValue(input, drawAfterMs);
  const pages = useFormPages(base.incident.id, base.id, drawn);
  const { missing, remarks } = pages.data ?? base;
  const isOvertaken = newest.version > base.version;

  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer version from elsewhere is taken over
  useEffect(() => {
    if (isOvertaken && !isDirty) adopt(newest);
  }, [newest.version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the field that the address names
  useEffect(() => {
    if (field) goToField(form.inputId(field));
  }, []);

  return (
    <>
      <section className={styles.editor} aria-label={text('duties.tab-fields')}>
        {notice}
        {isAllUnverified(base.kind) && <p className={styles.overtaken}>{text('duties.unverified-form')}</p>}
        {isOvertaken && isDirty && (
          <p className={styles.overtaken} role="status">
            {text('duties.overtaken', { version: newest.version, person: newest.savedBy })}
          </p>
        )}
        <MissingList
          missing={sayMissing(text, base.kind, missing)}
          remarks={remarks.map(({ value, reasonKey }) => ({ value, reason: text(reasonKey as TextKey) }))}
          inputId={form.inputId}
        />
        <Form
          form={form}
          actions={
            <span className={styles.unsaved} role="status">
              {isDirty ? text('duties.unsaved', { version: base.version }) : ''}
            </span>
          }
        >
          <Parts key={generation} form={form} kind={base.kind} />
        </Form>
        {dialog}
      </section>

      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.preview} aria-label={text('duties.tab-pages')} tabIndex={0}>
        <FormPages pages={pages} kind={base.kind} />
      </section>
    </>
  );
};
