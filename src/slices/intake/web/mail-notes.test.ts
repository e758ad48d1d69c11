import { describe, expect, test } from 'vitest';
import { mailNotes } from './mail-notes.ts';

const from = { name: 'Trần Quốc Bảo', address: 'bao@example.gov.vn' };
const keysOf = (facts: Record<string, unknown>) => mailNotes({ from, ...facts }).map(({ key }) => key);

describe('notes on a mail', () => {
  test('a passed DMARC check speaks for the sender, a failed one against it', () => {
    const passed = mailNotes({ from, authentication: { spf: 'softfail', dkim: 'pass', dmarc: 'pass' } })[1];
    expect(passed).toEqual({
      key: 'intake.mail.sender-checked',
      params: { checks: 'SPF softfail, DKIM pass, DMARC pass' },
      tone: 'good',
    });
    expect(keysOf({ authentication: { spf: 'pass', dkim: 'pass', dmarc: 'fail' } })).toContain(
      'intake.mail.sender-failed',
    );
    expect(keysOf({ authentication: { spf: null, dkim: null, dmarc: null } })).toContain(
      'intake.mail.sender-unknown',
    );
  });

  test('answers that would go elsewhere and strangers in the thread are told', () => {
    expect(keysOf({ replyTo: { name: '', address: 'other@example.net' }, isFromReporter: false })).toEqual([
      'intake.mail.from',
      'intake.mail.sender-unknown',
      'intake.mail.reply-to',
      'intake.mail.not-reporter',
    ]);
    expect(keysOf({ replyTo: { name: '', address: 'BAO@example.gov.vn' } })).not.toContain(
      'intake.mail.reply-to',
    );
  });

  test('warnings of one meaning are told once, unknown ones not at all', () => {
    const warnings = [{ code: 'text.cut' }, { code: 'message.too-large' }, { code: 'new.code' }, 'x', null];
    expect(keysOf({ warnings })).toEqual([
      'intake.mail.from',
      'intake.mail.sender-unknown',
      'intake.warning.cut',
    ]);
  });

  test('what is no mail has no notes', () => {
    expect(mailNotes({})).toEqual([]);
    expect(mailNotes({ from: 'text', warnings: 'text' })).toEqual([]);
  });
});
