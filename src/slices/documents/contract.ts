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
