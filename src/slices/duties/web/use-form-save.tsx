import { type ReactNode, useState } from 'react';
import { type ConflictChoice, ConflictDialog } from '../../../ui/conflict-dialog.tsx';
import { type Problem, problemOf } from '../../../ui/problem.ts';
import type { TextKey } from '../../../ui/text-key.ts';
import { type Text, useText } from '../../../ui/use-text.ts';
import type { AnyFormKind } from '../contract/yearly-forms.ts';
import { type FlatValues, toFlatValues, toInput } from './flat-values.ts';
import { fieldOfPath, fieldsOf } from './form-layout.ts';
import { type EditedForm, saveEdited } from './form-queries.ts';

type Conflict = { mine: FlatValues; current: EditedForm };

/** Faulty values under the names of the editor's fields. */
const withFieldNames = (kind: AnyFormKind, problem: Problem): Problem => ({
  ...problem,
  ...(problem.errors
    ? { errors: problem.errors.map((fault) => ({ ...fault, field: fieldOfPath(kind, fault.field) })) }
    : {}),
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A value in the words of the screen. */
const say = (text: Text, path: string, value: FlatValues[string] | undefined): string => {
  if (value === undefined || value.length === 0) return text('ui.not-set');
  if (typeof value === 'string') return value;
  return value.map((option) => text(`duties.option.${path}.${option}` as TextKey)).join('; ');
};

/**
 * Saving of a form; a save that came too late (409) opens the comparison of both versions, field by field.
 * @param onSaved takes the version that stands now, whose values replace those of the fields
 */
export const useFormSave = (
  base: EditedForm,
  onSaved: (form: EditedForm) => void,
): { save: (values: FlatValues, version?: number) => Promise<void>; dialog: ReactNode } => {
  const text = useText();
  const [conflict, setConflict] = useState<Conflict>();

  const save = async (values: FlatValues, version = base.version): Promise<void> => {
    try {
      const saved = await saveEdited(base, toInput(base.kind, values), version);
      setConflict(undefined);
      onSaved(saved);
    } catch (thrown) {
      const problem = problemOf(thrown) as (Problem & { current?: EditedForm }) | undefined;
      if (!problem) throw thrown;
      if (problem.code !== 'platform.stale' || !problem.current) throw withFieldNames(base.kind, problem);
      // The refusal of a yearly form names no incident: its year stands in its place.
      setConflict({ mine: values, current: { ...problem.current, incident: base.incident } });
    }
  };
  const theirs = conflict ? toFlatValues(conflict.current) : {};
  const differing = conflict
    ? fieldsOf(base.kind).filter(({ path }) => !same(conflict.mine[path], theirs[path]))
    : [];
  const choose = (choice: ConflictChoice) => {
    if (!conflict) return;
    const kept = Object.fromEntries(
      Object.entries(conflict.mine).map(([path, mine]) => [
        path,
        choice[path] === 'theirs' ? (theirs[path] ?? mine) : mine,
      ]),
    );
    void save(kept, conflict.current.version);
  };
  const dialog = conflict && (
    <ConflictDialog
      isOpen
      savedBy={conflict.current.savedBy}
      fields={differing.map(({ path }) => ({
        name: path,
        label: text(`duties.field.${path}` as TextKey),
        mine: say(text, path, conflict.mine[path]),
        theirs: say(text, path, theirs[path]),
      }))}
      onSave={choose}
      onTakeTheirs={() => {
        onSaved(conflict.current);
        setConflict(undefined);
      }}
      onClose={() => setConflict(undefined)}
    />
  );
  return { save, dialog };
};
