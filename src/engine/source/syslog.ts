import type { EventClass } from './event-class.ts';
import type { FieldNames } from './field-names.ts';
import { KeyCache } from './key-cache.ts';
import { addText, findByte } from './line-bytes.ts';
import { digitsAt, monthOf, parseIsoTime, parseYearless } from './parse-time.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/** Programs whose messages have a service of their own in Sigma. */
const services = new Map([
  ['sshd', 'sshd'],
  ['sshd-session', 'sshd'],
  ['sudo', 'sudo'],
  ['cron', 'cron'],
  ['crond', 'cron'],
  ['CRON', 'cron'],
  ['vsftpd', 'vsftpd'],
  ['clamd', 'clamav'],
  ['freshclam', 'clamav'],
  ['guacd', 'guacamole'],
]);
/** What is looked at of the name of a program. */
const programBytesMax = 48;
const authPrograms = new Set([
  'sshd',
  'sshd-session',
  'sudo',
  'su',
  'login',
  'passwd',
  'useradd',
  'usermod',
  'groupadd',
]);

/**
 * Syslog, in the old form (RFC 3164) and the new one (RFC 5424):
 *
 * ```
 * <34>Aug  1 03:04:05 gateway sshd[311]: Failed password for root from 203.0.113.7
 * 2026-08-01T03:04:05.123+07:00 gateway sudo: an : TTY=pts/0 ; COMMAND=/bin/sh
 * <34>1 2026-08-01T03:04:05.123Z gateway sshd 311 ID47 - Failed password for root
 * ```
 *
 * The old form has no year; such times stay unknown rather than guessed, unless the user names the year. A line goes to the service of its program
 * and, as a second name, to `syslog` (and `auth` for programs that sign people in).
 */
export class Syslog implements TextFormat {
  readonly name = 'syslog';
  readonly isSplittable = true;
  readonly #host: number;
  readonly #program: number;
  readonly #pid: number;
  readonly #message: number;
  readonly #classes = new Map<string, EventClass>();
  readonly #byProgram = new KeyCache((name) => this.#classOf(name));
  #class: EventClass = { product: 'linux', service: 'syslog' };

  constructor(names: FieldNames) {
    this.#host = names.id('Computer');
    this.#program = names.id('program');
    this.#pid = names.id('pid');
    this.#message = names.id('message');
  }

  get eventClass(): EventClass {
    return this.#class;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    const { bytes } = view;
    if (start === end) return 'skipped';
    let at = start;
    if (bytes[at] === 0x3c) at = findByte(bytes, 0x3e, at, end) + 1;
    const isNew = bytes[at] === 0x31 && bytes[at + 1] === 0x20;
    if (isNew) at += 2;
    const afterTime = this.#readTime(view, at, end);
    if (afterTime < 0) return 'damaged';
    const hostEnd = findByte(bytes, 0x20, afterTime, end);
    if (hostEnd >= end) return 'damaged';
    addText(view, this.#host, afterTime, hostEnd);
    if (isNew) this.#readNewTail(view, hostEnd + 1, end);
    else this.#readOldTail(view, hostEnd + 1, end);
    return 'record';
  }

  /** Gives the offset after the time and its blank, or -1. */
  #readTime(view: RecordView, at: number, end: number): number {
    const { bytes } = view;
    if (monthOf(bytes, at) > 0 && bytes[at + 3] === 0x20 && bytes[at + 9] === 0x3a) {
      if (digitsAt(bytes, at + 7, 2) < 0) return -1;
      view.yearlessMicros = parseYearless(bytes, at);
      return at + 16;
    }
    const stop = findByte(bytes, 0x20, at, end);
    const time = parseIsoTime(bytes, at, stop);
    if (time === undefined) return -1;
    view.setTime(time);
    return stop + 1;
  }

  /** `program[pid]: message` */
  #readOldTail(view: RecordView, start: number, end: number): void {
    const { bytes } = view;
    let at = start;
    while (at < end && bytes[at] !== 0x3a && bytes[at] !== 0x20 && bytes[at] !== 0x5b) at++;
    if (at >= end || bytes[at] === 0x20) {
      this.#setClass(view, start, start);
      addText(view, this.#message, start, end);
      return;
    }
    this.#setClass(view, start, at);
    if (bytes[at] === 0x5b) {
      const close = findByte(bytes, 0x5d, at, end);
      addText(view, this.#pid, at + 1, close);
      at = close + 1;
    }
    if (bytes[at] === 0x3a) at++;
    if (bytes[at] === 0x20) at++;
    addText(view, this.#message, Math.min(at, end), end);
  }

  /** `program pid message-id structured-data message`; structured data stays part of the message. */
  #readNewTail(view: RecordView, start: number, end: number): void {
    const programEnd = findByte(view.bytes, 0x20, start, end);
    this.#setClass(view, start, programEnd);
    const pidEnd = findByte(view.bytes, 0x20, programEnd + 1, end);
    if (pidEnd > programEnd + 1) addText(view, this.#pid, programEnd + 1, pidEnd);
    const idEnd = findByte(view.bytes, 0x20, pidEnd + 1, end);
    addText(view, this.#message, Math.min(idEnd + 1, end), end);
  }

  #setClass(view: RecordView, start: number, end: number): void {
    if (end > start) addText(view, this.#program, start, end);
    this.#class = this.#byProgram.get(view.bytes, start, Math.min(end, start + programBytesMax));
  }

  #classOf(name: string): EventClass {
    const program = name.slice(name.lastIndexOf('/') + 1);
    const service = services.get(program) ?? 'syslog';
    const others = authPrograms.has(program) ? ['syslog', 'auth'] : ['syslog'];
    const key = `${service} ${others.length}`;
    const known = this.#classes.get(key) ?? { product: 'linux', service, otherServices: others };
    this.#classes.set(key, known);
    return known;
  }
}
