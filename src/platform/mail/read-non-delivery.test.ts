import { expect, test } from 'vitest';
import { readNonDelivery } from './read-non-delivery.ts';

const id = '<0199c0de-1234-7abc-8def-0123456789ab@khien.invalid>';
const report = (action: string, type = 'multipart/report; report-type=delivery-status; boundary="b"') =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      `Content-Type: ${type}`,
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; huong@agency.example',
      `Action: ${action}`,
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${id}`,
      '--b--',
      '',
    ].join('\r\n'),
  );

test('a report of non-delivery names the mail that came back', () => {
  expect(readNonDelivery(report('failed'))).toEqual([id]);
});

test('a delay, an absence note and ordinary mail that quotes us are no returned mails', () => {
  expect(readNonDelivery(report('delayed'))).toEqual([]);
  expect(readNonDelivery(report('failed', 'text/plain'))).toEqual([]);
  expect(
    readNonDelivery(Buffer.from(`Auto-Submitted: auto-replied\r\nIn-Reply-To: ${id}\r\n\r\nAction: failed`)),
  ).toEqual([]);
  expect(readNonDelivery(new Uint8Array())).toEqual([]);
});
