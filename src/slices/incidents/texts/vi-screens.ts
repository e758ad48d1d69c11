/** Words of the screens. */
export const viScreens = {
  'incidents.title': 'Sự cố',
} as const;
