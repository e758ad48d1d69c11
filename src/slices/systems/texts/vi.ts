import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { systemErrors } from '../contract.ts';

export const vi = {
  'error.systems.codeTaken': 'Mã {{code}} đã được dùng cho một hệ thống khác.',
  'invalid.systems.address': 'Hãy nhập một địa chỉ IPv4 hoặc IPv6.',
  'invalid.systems.internalAddress': 'Chỉ ghi địa chỉ dùng trên Internet, không ghi địa chỉ nội bộ.',
} as const satisfies ErrorTexts<typeof systemErrors> & Record<string, string>;
