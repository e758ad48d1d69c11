const minuteMicros = 60e6;
const hourMicros = 3600e6;
const rememberedMax = 10_000;

/** A time zone: an offset such as `+07:00`, or a name such as `Asia/Ho_Chi_Minh` with its changes over the years. */
export class TimeZone {
  readonly name: string;
  readonly #fixedMinutes: number | undefined;
  readonly #format: Intl.DateTimeFormat | undefined;
  /** Offsets by hour: asking the platform costs microseconds, and logs ask for each record. */
  readonly #byHour = new Map<number, number>();

  private constructor(name: string, fixedMinutes: number | undefined) {
    this.name = name;
    this.#fixedMinutes = fixedMinutes;
    if (fixedMinutes === undefined)
      this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** Reads `Z`, `UTC`, `+07:00`, `+0700`, `+7` or a name of the tz database; undefined for anything else. */
  static parse(text: string): TimeZone | undefined {
    if (/^(?:z|utc|gmt)$/i.test(text)) return new TimeZone('UTC', 0);
    const offset = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
    if (offset !== null) {
      const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
      if (minutes > 14 * 60 || Number(offset[3] ?? 0) > 59) return undefined;
      return new TimeZone(text, offset[1] === '-' ? -minutes : minutes);
    }
    try {
      return /^[A-Za-z]/.test(text) ? new TimeZone(text, undefined) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Minutes east of UTC at an instant. */
  offsetMinutes(utcMicros: number): number {
    if (this.#fixedMinutes !== undefined) return this.#fixedMinutes;
    const hour = Math.floor(utcMicros / hourMicros);
    let minutes = this.#byHour.get(hour);
    if (minutes === undefined) {
      if (this.#byHour.size >= rememberedMax) this.#byHour.clear();
      minutes = this.#ask(hour * (hourMicros / 1000));
      this.#byHour.set(hour, minutes);
    }
    return minutes;
  }

  /** The instant of a time that was read as UTC but means this zone. */
  toUtc(localMicros: number): number {
    if (Number.isNaN(localMicros)) return localMicros;
    const guess = localMicros - this.offsetMinutes(localMicros) * minuteMicros;
    return localMicros - this.offsetMinutes(guess) * minuteMicros;
  }

  /** A time in ISO 8601 and UTC, written in this zone; the digits of the second stay as they are. */
  display(utc: string): string {
    const micros = Date.parse(`${utc.slice(0, 19)}Z`) * 1000;
    if (Number.isNaN(micros)) return utc;
    const minutes = this.offsetMinutes(micros);
    if (minutes === 0) return utc;
    const shifted = new Date(micros / 1000 + minutes * 60_000).toISOString().slice(0, 19);
    const two = (value: number): string => String(value).padStart(2, '0');
    const size = Math.abs(minutes);
    const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    return `${shifted}${utc.slice(19).replace(/Z$/, '')}${zone}`;
  }

  #ask(millis: number): number {
    if (Math.abs(millis) > 8.64e15) return 0;
    const parts = this.#format!.formatToParts(millis);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name);
    if (match === null) return 0;
    const minutes = Number(match[2]) * 60 + Number(match[3]);
    return match[1] === '-' ? -minutes : minutes;
  }
}
