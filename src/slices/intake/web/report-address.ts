/** Address of a report's page; `action` opens a dialog there at once. */
export const reportAddress = (id: string, action?: 'open-incident'): string =>
  `/reports/${id}${action ? `?do=${action}` : ''}`;
