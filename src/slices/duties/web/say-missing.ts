import type { TextKey } from '../../../ui/text-key.ts';
import type { Text } from '../../../ui/use-text.ts';
import type { AnyFormKind } from '../contract/yearly-forms.ts';
import type { MissingField } from '../contract.ts';
import { fieldOfPath } from './form-layout.ts';

export type SaidMissing = { field: string; label: string; reason: string };

/** What a form lacks, one line for each field of the editor: hour and minute are one field there. */
export const sayMissing = (
  text: Text,
  kind: AnyFormKind,
  missing: readonly MissingField[],
): SaidMissing[] => {
  const byField = new Map<string, SaidMissing>();
  for (const { field: path, reasonKey } of missing) {
    const field = fieldOfPath(kind, path);
    if (byField.has(field)) continue;
    byField.set(field, {
      field,
      label: text(`duties.field.${field}` as TextKey),
      reason: text(reasonKey as TextKey),
    });
  }
  return [...byField.values()];
};
