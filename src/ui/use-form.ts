import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { dropDraft, readDraft, writeDraft } from './draft-store.ts';
import { fieldErrors, problemOf } from './problem.ts';
import { useText } from './use-text.ts';

type Values = Record<string, unknown>;
export type FormErrors = Readonly<Record<string, string>>;

export type Form<V extends Values> = {
  id: string;
  values: V;
  errors: FormErrors;
  /** What went wrong as a whole, where no single field is to blame. */
  message: string | undefined;
  labels: ReadonlyMap<string, string>;
  isSending: boolean;
  isChanged: boolean;
  set: <K extends keyof V>(name: K, value: V[K]) => void;
  setAll: (values: V) => void;
  setErrors: (errors: FormErrors) => void;
  /** Fields tell their label, so that the summary can name them. */
  register: (name: string, label: string) => void;
  /** Runs the sending function; refused fields are marked, everything entered stays. */
  submit: () => Promise<void>;
  inputId: (name: string) => string;
};

export type FormOptions<V extends Values> = {
  initial: V;
  /** Sends the values; throws a problem when the server refuses them. */
  onSend: (values: V) => Promise<unknown>;
  /** Checks before sending; an empty answer means all is well. */
  check?: (values: V) => FormErrors;
  /** Keeps the values on this device under the key until they are sent. Not for passwords. */
  draftKey?: string;
};

/** State of one form: values, errors by field, sending, draft. Used with the fields of `form-fields.tsx`. */
export const useForm = <V extends Values>({ initial, onSend, check, draftKey }: FormOptions<V>): Form<V> => {
  const text = useText();
  const id = useId();
  const [values, setValues] = useState<V>(() => ({
    ...initial,
    ...(draftKey && readDraft<Partial<V>>(draftKey)),
  }));
  const [errors, setErrors] = useState<FormErrors>({});
  const [message, setMessage] = useState<string>();
  const [isSending, setSending] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const labels = useRef(new Map<string, string>());
  useEffect(() => {
    if (draftKey && isChanged) writeDraft(draftKey, values);
  }, [draftKey, isChanged, values]);
  const set = useCallback(<K extends keyof V>(name: K, value: V[K]) => {
    setChanged(true);
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name as string]: _mended, ...rest }) => rest);
  }, []);
  const register = useCallback((name: string, label: string) => void labels.current.set(name, label), []);
  const refuse = useCallback((found: FormErrors, whole?: string) => {
    setErrors(found);
    setMessage(whole);
  }, []);
  const submit = async () => {
    const found = check?.(values) ?? {};
    if (Object.keys(found).length > 0) return refuse(found);
    refuse({});
    setSending(true);
    try {
      await onSend(values);
      if (draftKey) dropDraft(draftKey);
      setChanged(false);
    } catch (thrown) {
      const problem = problemOf(thrown);
      const refused = fieldErrors(problem);
      const whole = problem?.status ? (problem.detail ?? problem.title) : text('ui.problem-network');
      refuse(refused, Object.keys(refused).length > 0 ? undefined : whole);
    } finally {
      setSending(false);
    }
  };
  const inputId = useCallback((name: string) => `${id}-${name.replaceAll('.', '-')}`, [id]);
  return {
    ...{ id, values, errors, message, labels: labels.current, isSending, isChanged },
    ...{ set, setAll: setValues, setErrors, register, submit, inputId },
  };
};
