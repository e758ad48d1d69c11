/** Address of an incident's page. */
export const incidentAddress = (id: string): string => `/incidents/${id}`;
