/** Address of a form's page, of the organisation's own where there is no incident; `field` takes the reader to that field. */
export const formAddress = (incidentId: string, documentId: string, field?: string): string =>
  `${incidentId === '' ? `/forms/${documentId}` : `/incidents/${incidentId}/documents/${documentId}`}${field ? `?field=${encodeURIComponent(field)}` : ''}`;

export const yearlyFormsAddress = '/forms';

/** The page that a form belongs to. */
export const homeAddress = (incidentId: string): string =>
  incidentId === '' ? yearlyFormsAddress : `/incidents/${incidentId}`;
