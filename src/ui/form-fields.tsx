import {
  Checkbox,
  MultiSelect,
  PasswordInput,
  Radio,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import {
  type HTMLInputAutoCompleteAttribute,
  type HTMLInputTypeAttribute,
  type ReactNode,
  useEffect,
} from 'react';
import { foldText } from './fold-text.ts';
import styles from './form.module.css';
import type { Form } from './use-form.ts';
import { useText } from './use-text.ts';

// biome-ignore lint/suspicious/noExplicitAny: names are checked by NameOf, values by the props of each field
type AnyForm = Form<any>;
type NameOf<F extends AnyForm> = Extract<keyof F['values'], string>;

export type FieldProps<F extends AnyForm> = {
  form: F;
  name: NameOf<F>;
  label: string;
  /** Under the label: what belongs here, why it is asked. */
  help?: ReactNode;
  /** Fields are required unless said otherwise; the exceptions are marked. */
  isOptional?: boolean;
  isDisabled?: boolean;
};

/** What every Mantine input takes, out of the form's state. */
export const useField = <F extends AnyForm>({
  form,
  name,
  label,
  help,
  isOptional,
  isDisabled,
}: FieldProps<F>) => {
  const text = useText();
  const { register } = form;
  useEffect(() => register(name, label), [register, name, label]);
  return {
    id: form.inputId(name),
    name,
    description: help,
    disabled: isDisabled,
    required: !isOptional,
    withAsterisk: false,
    error: form.errors[name],
    label: (
      <>
        {label}
        {isOptional && <span className={styles.optional}>({text('ui.optional')})</span>}
      </>
    ),
  };
};

type TextFieldProps<F extends AnyForm> = FieldProps<F> & {
  type?: HTMLInputTypeAttribute;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'url';
  placeholder?: string;
  lengthMax?: number;
  hasFocus?: boolean;
};

/** One line of text. */
export const TextField = <F extends AnyForm>(props: TextFieldProps<F>) => (
  <TextInput
    {...useField(props)}
    type={props.type}
    autoComplete={props.autoComplete ?? 'off'}
    inputMode={props.inputMode}
    placeholder={props.placeholder}
    maxLength={props.lengthMax}
    data-autofocus={props.hasFocus || undefined}
    value={(props.form.values[props.name] as string | undefined) ?? ''}
    onChange={(event) => props.form.set(props.name, event.currentTarget.value)}
  />
);

/** Text of several lines that grows with what is written. */
export const AreaField = <F extends AnyForm>(
  props: FieldProps<F> & { rows?: number; lengthMax?: number },
) => (
  <Textarea
    {...useField(props)}
    autosize
    minRows={props.rows ?? 4}
    maxRows={24}
    maxLength={props.lengthMax}
    value={(props.form.values[props.name] as string | undefined) ?? ''}
    onChange={(event) => props.form.set(props.name, event.currentTarget.value)}
  />
);

/** A password; never kept as a draft. */
export const PasswordField = <F extends AnyForm>(
  props: FieldProps<F> & { autoComplete: 'current-password' | 'new-password' },
) => {
  const text = useText();
  return (
    <PasswordInput
      {...useField(props)}
      autoComplete={props.autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': text('ui.password-show') }}
      value={(props.form.values[props.name] as string | undefined) ?? ''}
      onChange={(event) => props.form.set(props.name, event.currentTarget.value)}
    />
  );
};

export type FieldOption = { value: string; label: string };
type OptionsProps<F extends AnyForm> = FieldProps<F> & {
  options: readonly FieldOption[];
  placeholder?: string;
};

const filterFolded = ({ options, search }: { options: unknown[]; search: string }) =>
  (options as FieldOption[]).filter(({ label }) =>
    foldText(label).includes(foldText(search.trim())),
  ) as never;

/** One of many; typing narrows the list, tone marks do not matter. Value: the option's value or `''`. */
export const SelectField = <F extends AnyForm>(props: OptionsProps<F>) => (
  <Select
    {...useField(props)}
    data={[...props.options]}
    searchable={props.options.length > 8}
    filter={filterFolded}
    clearable={props.isOptional}
    placeholder={props.placeholder}
    checkIconPosition="right"
    value={(props.form.values[props.name] as string | undefined) || null}
    onChange={(value) => props.form.set(props.name, value ?? '')}
  />
);

/** Several of many. Value: array of option values. */
export const MultiSelectField = <F extends AnyForm>(props: OptionsProps<F>) => (
  <MultiSelect
    {...useField(props)}
    data={[...props.options]}
    searchable
    filter={filterFolded}
    placeholder={props.placeholder}
    value={[...((props.form.values[props.name] as readonly string[] | undefined) ?? [])]}
    onChange={(value) => props.form.set(props.name, value)}
  />
);

/** One of few, all of them in sight. Value: the option's value. */
export const RadioField = <F extends AnyForm>(
  props: FieldProps<F> & { options: readonly (FieldOption & { help?: string })[] },
) => (
  <Radio.Group
    {...useField(props)}
    value={(props.form.values[props.name] as string | undefined) ?? ''}
    onChange={(value) => props.form.set(props.name, value)}
  >
    <Stack gap="xs" mt="xs">
      {props.options.map((option) => (
        <Radio key={option.value} value={option.value} label={option.label} description={option.help} />
      ))}
    </Stack>
  </Radio.Group>
);

/** Yes or no. Value: boolean. */
export const CheckField = <F extends AnyForm>(props: FieldProps<F>) => {
  const { form, name, label, help } = props;
  const { id, error, disabled } = useField({ ...props, isOptional: true });
  return (
    <Checkbox
      {...{ id, name, label, error, disabled }}
      description={help}
      checked={Boolean(form.values[name])}
      onChange={(event) => form.set(name, event.currentTarget.checked)}
    />
  );
};
