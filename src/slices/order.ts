/** The slices in order. Each may import only from those before it; `src/tidy/boundaries.test.ts` holds it. */
export const sliceOrder = [
  'accounts',
  'calendar',
  'agencies',
  'documents',
  'team',
  'systems',
  'incidents',
  'intake',
  'duties',
  'mobilisation',
  'evidence',
  'hunting',
  'watch',
  'advisories',
  'portals',
  'exercises',
  'sharing',
  'reports',
] as const;

export type SliceName = (typeof sliceOrder)[number];
