/** Address of a document's page; `field` takes the reader to that place. */
export const documentAddress = (id: string, field?: string): string =>
  `/documents/${id}${field ? `?field=${encodeURIComponent(field)}` : ''}`;

export const documentsAddress = '/documents';
export const registersAddress = '/documents/registers';

/** Address of the page of the record that a document hangs on, where it has one. */
export const subjectAddress = (kind: string, id: string): string | undefined =>
  kind === 'incident' ? `/incidents/${id}` : undefined;
