/** A report is to be taken up within 30 minutes; amber from half of that. */
export const acknowledgeTargetMs = 30 * 60_000;

export type WaitState = 'calm' | 'soon' | 'late';

/** How urgent a report is that nobody has taken up yet. Times in milliseconds since 1970. */
export const waitState = (now: number, receivedAt: number): WaitState => {
  const waited = now - receivedAt;
  if (waited >= acknowledgeTargetMs) return 'late';
  return waited >= acknowledgeTargetMs / 2 ? 'soon' : 'calm';
};
