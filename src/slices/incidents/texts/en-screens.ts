import type { viScreens } from './vi-screens.ts';

export const enScreens: Record<keyof typeof viScreens, string> = {
  'incidents.title': 'Incidents',
};
