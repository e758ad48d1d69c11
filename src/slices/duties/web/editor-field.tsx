import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { DateField } from '../../../ui/date-time-field.tsx';
import { AreaField, TextField, useField } from '../../../ui/form-fields.tsx';
import type { TextKey } from '../../../ui/text-key.ts';
import type { Form } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { type FlatValues, parseTime } from './flat-values.ts';
import type { FieldSpec } from './form-layout.ts';
import styles from './form-page.module.css';

export type EditorForm = Form<FlatValues>;
type EditorFieldProps = { form: EditorForm; spec: FieldSpec };

const useProps = ({ form, spec }: EditorFieldProps) => {
  const text = useText();
  const label = text(`duties.field.${spec.path}` as TextKey);
  // On paper the exceptions are the required fields, marked (*): the editor marks the same ones.
  const marked = spec.isRequired ? `${label} (*)` : label;
  return {
    form,
    name: spec.path,
    label: spec.isUnverified ? `${marked} · ${text('duties.unverified')}` : marked,
  };
};

const helps: Readonly<Record<string, TextKey>> = {
  ipAddresses: 'duties.help.ipAddresses',
  domains: 'duties.help.lines',
  attachments: 'duties.help.lines',
  reportCode: 'duties.help.reportCode',
  result: 'duties.help.result',
};

/** A time of the day as people write it: 8:05, 08h05, or the hour alone. */
const TimeField = (props: EditorFieldProps) => {
  const text = useText();
  const field = useField(useProps(props));
  const { form, spec } = props;
  const value = String(form.values[spec.path] ?? '');
  const isWrong = value.trim() !== '' && !parseTime(value);
  return (
    <TextInput
      {...field}
      error={isWrong ? text('duties.time-invalid') : field.error}
      inputMode="text"
      autoComplete="off"
      placeholder="08:05"
      value={value}
      onChange={(event) => form.set(spec.path, event.currentTarget.value)}
    />
  );
};

/** One of few on one line, as the boxes of the paper; a second press takes the mark away. */
const ChoiceField = (props: EditorFieldProps) => {
  const text = useText();
  const { form, spec } = props;
  const { id, label, error } = useField(useProps(props));
  const value = String(form.values[spec.path] ?? '');
  const group = spec.path === 'system.level' ? 'system-level' : spec.path;
  return (
    <Radio.Group
      id={id}
      tabIndex={-1}
      label={label}
      error={error}
      value={value}
      onChange={(chosen) => form.set(spec.path, chosen)}
    >
      <div className={styles.choices}>
        {(spec.options ?? []).map((option) => (
          <Radio
            key={option}
            value={option}
            label={text(`duties.option.${group}.${option}` as TextKey)}
            onClick={() => value === option && form.set(spec.path, '')}
          />
        ))}
      </div>
    </Radio.Group>
  );
};

/** Boxes of the paper; a box that asks for words shows its line as soon as it is marked. */
const ChecksField = (props: EditorFieldProps) => {
  const text = useText();
  const { form, spec } = props;
  const { id, label, error } = useField(useProps(props));
  const marked = (form.values[spec.path] as readonly string[] | undefined) ?? [];
  const detail = (option: string) => (marked.includes(option) ? spec.details?.[option] : undefined);
  return (
    <div id={id} tabIndex={-1}>
      <Checkbox.Group
        label={label}
        error={error}
        value={[...marked]}
        onChange={(chosen) =>
          form.set(
            spec.path,
            (spec.options ?? []).filter((option) => chosen.includes(option)),
          )
        }
      >
        <div className={styles.boxes}>
          {(spec.options ?? []).map((option) => (
            <Checkbox
              key={option}
              value={option}
              label={text(`duties.option.${spec.path}.${option}` as TextKey)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {(spec.options ?? []).flatMap((option) => {
        const path = detail(option);
        return path
          ? [
              <div key={path} className={styles.detail}>
                <EditorField form={form} spec={{ path, kind: 'line' }} />
              </div>,
            ]
          : [];
      })}
    </div>
  );
};

/** A table: a row on each line, its cells parted by a stroke, as the columns of the paper stand. */
const RowsField = (props: EditorFieldProps) => {
  const text = useText();
  const { form, spec } = props;
  return (
    <Textarea
      {...useField(useProps(props))}
      description={text('duties.help.rows', { columns: (spec.columns ?? []).join(' | ') })}
      autosize
      minRows={spec.rows ?? 4}
      maxRows={20}
      value={String(form.values[spec.path] ?? '')}
      onChange={(event) => form.set(spec.path, event.currentTarget.value)}
    />
  );
};

/** A list, one entry on each line. */
const LinesField = (props: EditorFieldProps) => {
  const text = useText();
  const { form, spec } = props;
  const help = helps[spec.path];
  return (
    <Textarea
      {...useField(useProps(props))}
      description={help && text(help)}
      autosize
      minRows={spec.rows ?? 2}
      maxRows={12}
      value={String(form.values[spec.path] ?? '')}
      onChange={(event) => form.set(spec.path, event.currentTarget.value)}
    />
  );
};

/** One field of a form in the shape that its value asks for. */
export const EditorField = (props: EditorFieldProps) => {
  const text = useText();
  const shared = useProps(props);
  const helpKey = helps[props.spec.path];
  const help = helpKey ? { help: text(helpKey) } : {};
  switch (props.spec.kind) {
    case 'area':
      return <AreaField {...shared} {...help} rows={props.spec.rows ?? 4} lengthMax={200_000} />;
    case 'date':
      // The example in the field says the form; the help line of the kit would push the pair apart.
      return <DateField {...shared} help="" />;
    case 'time':
      return <TimeField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'checks':
      return <ChecksField {...props} />;
    case 'rows':
      return <RowsField {...props} />;
    case 'lines':
      return <LinesField {...props} />;
    default:
      return <TextField {...shared} {...help} lengthMax={1_000} />;
  }
};
