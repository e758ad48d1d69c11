type Moment = { date: string; hour?: number; minute?: number };

/** The instant as a person in `zone` writes it on a form, no more exactly than it is known. */
export const wallClockMoment = (
  at: Date,
  zone: string,
  precision: 'minute' | 'hour' | 'day' = 'minute',
): Moment => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    ...(precision === 'day' ? {} : { hour: Number(part('hour')) }),
    ...(precision === 'minute' ? { minute: Number(part('minute')) } : {}),
  };
};
