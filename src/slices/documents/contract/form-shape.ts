/** One field of a form that is described as data. `label` is the wording of the paper. */
export type SpecField = {
  /** Place in the form's values; a `moment` holds `date`, `hour` and `minute` below it. */
  path: string;
  kind: 'line' | 'area' | 'lines' | 'date' | 'moment' | 'choice' | 'checks' | 'rows';
  label: string;
  /** Text key of why the form requires it; marked (*) on paper. */
  reason?: string;
  isHalf?: boolean;
  rows?: number;
  options?: readonly (readonly [value: string, label: string])[];
  columns?: readonly (readonly [label: string, share: number])[];
  isLandscape?: boolean;
  /** Its wording was recalled and not compared with the legal text. */
  isUnverified?: boolean;
};
/** A section without a title holds what stands in the head and at the foot. */
export type SpecSection = { key: string; title: string; fields: readonly SpecField[] };
export type FormSpec = {
  kind: string;
  formName: string;
  formSource: string;
  title: string;
  hasAddressee: boolean;
  isAllUnverified?: boolean;
  commitment?: string;
  sections: readonly SpecSection[];
};
