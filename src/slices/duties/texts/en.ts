import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'error.duties.formExists': 'Incident {{number}} has this form already. Open the existing one.',
};
