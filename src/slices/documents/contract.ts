import { z } from 'zod';

/** A file as lists show it. Its content comes from the route of the record it hangs on. */
export const fileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  contentType: z.string(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
  isFromOutside: z.boolean(),
  note: z.string().nullable(),
});
export type FileAnswer = z.output<typeof fileSchema>;

export { documentErrors } from './contract/errors.ts';
export {
  incidentSpecKinds,
  isSpecKind,
  type SpecInput,
  type SpecKind,
  specInputSchema,
  yearlySpecKinds,
} from './contract/form-spec.ts';
export {
  type OfficialDocumentRef,
  officialDocumentChanged,
  officialDocumentIssued,
  officialDocumentRefSchema,
} from './contract/official.ts';
export {
  type OfficialState,
  type OfficialType,
  officialStates,
  officialTypes,
} from './contract/official-types.ts';
/** Values of the national forms; their rules stand in `forms/`. */
export {
  detectionMethods,
  enclosures,
  type Form03Input,
  type Form04Input,
  form03Input,
  form04Input,
  notifiedParties,
  securityMeasures,
  systemServices,
} from './forms/form-inputs.ts';
