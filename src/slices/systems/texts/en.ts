import type { vi } from './vi.ts';

export const en: Record<keyof typeof vi, string> = {
  'error.systems.codeTaken': 'The code {{code}} belongs to another system.',
  'invalid.systems.address': 'Enter an IPv4 or IPv6 address.',
  'invalid.systems.internalAddress': 'Only addresses on the Internet, no internal ones.',
};
