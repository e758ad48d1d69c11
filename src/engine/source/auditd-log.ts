import type { FieldNames } from './field-names.ts';
import { addText } from './line-bytes.ts';
import type { RecordView } from './record-view.ts';
import type { ParseResult, TextFormat } from './text-format.ts';

/** Keys whose values auditd writes in hexadecimal when they hold blanks or other unusual bytes. */
const encodedKeys = /^(a\d+|proctitle|cmd|exe|comm|name|cwd|data|path|key|acct)$/;

/**
 * The log of the Linux audit daemon:
 *
 * ```
 * type=EXECVE msg=audit(1785553445.123:4711): argc=2 a0="cat" a1=2F6574632F736861646F77
 * ```
 *
 * Each line is a record with its keys as fields. Hexadecimal texts are decoded. Keys inside `msg='...'` count as keys
 * of the record.
 */
export class AuditdLog implements TextFormat {
  readonly name = 'auditd';
  readonly isSplittable = true;
  readonly eventClass = { product: 'linux', service: 'auditd' };
  readonly #names: FieldNames;

  constructor(names: FieldNames) {
    this.#names = names;
  }

  parse(view: RecordView, start: number, end: number): ParseResult {
    if (start === end) return 'skipped';
    const line = Buffer.from(view.bytes.subarray(start, end)).toString('latin1');
    const stamp = /msg=audit\((\d+)\.(\d{3}):\d+\):/.exec(line);
    if (stamp === null) return 'damaged';
    view.timeMicros = Number(stamp[1]) * 1e6 + Number(stamp[2]) * 1000;
    view.timeDigits = 3;
    for (const match of line.matchAll(/([A-Za-z_][\w-]*)=(?:"([^"]*)"|'|([^\s']+))/g)) {
      const [whole, key, quoted, bare] = match;
      if (quoted === undefined && bare === undefined) continue;
      if (key === 'msg' && bare?.startsWith('audit(')) continue;
      const field = this.#names.idInLog(key!);
      const value = quoted ?? bare!;
      if (quoted === undefined && encodedKeys.test(key!) && /^(?:[0-9A-F]{2})+$/.test(value))
        view.addMade(field, Buffer.from(value, 'hex').toString('utf8').replaceAll('\0', ' '));
      else {
        const at = start + match.index + whole.length - value.length - (quoted === undefined ? 0 : 1);
        addText(view, field, at, at + value.length);
      }
    }
    return 'record';
  }
}
