import { type ReactNode, useRef, useState } from 'react';
import { ConflictDialog } from '../../../../ui/conflict-dialog.tsx';
import { problemOf } from '../../../../ui/problem.ts';
import type { Form } from '../../../../ui/use-form.ts';

type Values = Record<string, unknown>;

export type StaleGuardOptions<V extends Values, Saved extends { version: number }> = {
  /** Version of the record that the form was filled from. */
  version: number;
  send: (values: V, version: number) => Promise<unknown>;
  toValues: (saved: Saved) => V;
  /** How a value looks in the comparison; plain text otherwise. */
  show?: (name: keyof V & string, value: unknown) => ReactNode;
};

/**
 * Sending that survives a record saved by somebody else meanwhile: the refusal (409) carries the newer record, the dialog
 * shows both values of each field, and the choice is sent upon the newer version.
 */
export const useStaleGuard = <V extends Values, Saved extends { version: number }>(
  options: StaleGuardOptions<V, Saved>,
) => {
  const version = useRef(options.version);
  const [stale, setStale] = useState<{ mine: V; theirs: V }>();
  const onSend = async (values: V): Promise<void> => {
    try {
      await options.send(values, version.current);
      setStale(undefined);
    } catch (thrown) {
      const current = (problemOf(thrown) as { status: number; current?: Saved } | undefined)?.current;
      if (!current) throw thrown;
      version.current = current.version;
      setStale({ mine: values, theirs: options.toValues(current) });
    }
  };
  const dialog = (form: Form<V>): ReactNode => {
    if (!stale) return null;
    const { mine, theirs } = stale;
    const show = (name: keyof V & string, value: unknown) =>
      options.show?.(name, value) ?? (String(value ?? '') || '—');
    const names = Object.keys(mine).filter((name) => String(mine[name] ?? '') !== String(theirs[name] ?? ''));
    const keep = (values: V) => {
      form.setAll(values);
      setStale(undefined);
    };
    return (
      <ConflictDialog
        isOpen
        fields={names.map((name) => ({
          name,
          label: form.labels.get(name) ?? name,
          mine: show(name, mine[name]),
          theirs: show(name, theirs[name]),
        }))}
        onSave={(choice) => {
          const merged = Object.fromEntries(
            Object.keys(mine).map((name) => [name, (choice[name] === 'theirs' ? theirs : mine)[name]]),
          ) as V;
          keep(merged);
          void onSend(merged);
        }}
        onTakeTheirs={() => keep(theirs)}
        onClose={() => setStale(undefined)}
      />
    );
  };
  return { onSend, dialog };
};
