/** Address of a form's page; `field` takes the reader to that field. */
export const formAddress = (incidentId: string, documentId: string, field?: string): string =>
  `/incidents/${incidentId}/documents/${documentId}${field ? `?field=${encodeURIComponent(field)}` : ''}`;

export const incidentAddress = (incidentId: string): string => `/incidents/${incidentId}`;
