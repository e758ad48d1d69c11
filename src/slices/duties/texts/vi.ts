import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { dutyErrors } from '../contract.ts';

export const vi = {
  'error.duties.formExists': 'Sự cố {{number}} đã có mẫu này. Hãy mở bản hiện có.',
} as const satisfies ErrorTexts<typeof dutyErrors> & Record<string, string>;
