import type { Services } from '../../platform/ctx/services.ts';
import type { TextKey } from '../../platform/i18n/catalogue.ts';
import { fitSms, oneLine, toPlainSms } from '../../platform/sms/sms-text.ts';
import type { CallUpRow, RecipientRow } from './call-up-rows.ts';
import { sayMoment, sayShortMoment } from './say-moment.ts';

/** `notice` the first, `chase` the reminder. */
export type NoticeKind = 'notice' | 'chase';
export type Notice = { subject: string; text: string; sms: string; push: { title: string; body: string } };

/** Two messages at most: a third costs money and patience, the page says the rest. */
const SMS_PARTS_MAX = 2;
const SUBJECT_MAX = 180;

const optionalLines = (
  say: (key: TextKey, params?: Record<string, string>) => string,
  lines: readonly (readonly [TextKey, string | null])[],
): string =>
  lines
    .filter(([, value]) => value)
    .map(([key, value]) => `${say(key)}: ${oneLine(value ?? '')}`)
    .join('\n');

/**
 * What one recipient is told, by every channel, in the own language. Only what the call-up itself says goes out: no title, no
 * system, no agency of the incident. An exercise says so in each message, at its beginning.
 * @param members names of those whom a head is asked to release
 */
export const composeNotice = (
  services: Services,
  callUp: CallUpRow,
  recipient: RecipientRow,
  options: { kind: NoticeKind; link: string; members: readonly string[] },
): Notice => {
  const { language } = recipient;
  const say = (key: TextKey, params: Record<string, string> = {}) => services.texts.t(language, key, params);
  const whom = recipient.kind;
  const agency = oneLine(callUp.standing_agency_name);
  const when = callUp.present_at ? sayMoment(callUp.present_at, language) : say('mobilisation.notice.atOnce');
  const place = oneLine(callUp.place ?? say('mobilisation.notice.remote'));
  const exercise = callUp.is_exercise ? `${say('mobilisation.notice.exerciseMark')} ` : '';
  const chase = options.kind === 'chase' ? `${say('mobilisation.notice.chaseMark')} ` : '';
  const params = { number: callUp.number, agency, name: oneLine(recipient.full_name), when, place };
  const subject = oneLine(
    `${exercise}${chase}${say(callUp.is_exercise ? 'mobilisation.notice.subject.exercise' : `mobilisation.notice.subject.${whom}`, params)}`,
  ).slice(0, SUBJECT_MAX);
  const facts = optionalLines(say, [
    ['mobilisation.notice.task', recipient.task],
    ['mobilisation.notice.when', when],
    ['mobilisation.notice.place', place],
    ['mobilisation.notice.bring', callUp.bring],
    ['mobilisation.notice.basis', callUp.legal_basis],
    ['mobilisation.notice.contact', callUp.contact],
  ]);
  const released =
    whom === 'head'
      ? `\n\n${say('mobilisation.notice.members')}\n${options.members.map((name) => `- ${oneLine(name)}`).join('\n')}`
      : '';
  const text = [
    callUp.is_exercise ? `${say('mobilisation.notice.exerciseBanner')}\n` : '',
    options.kind === 'chase' ? `${say('mobilisation.notice.chaseLine')}\n` : '',
    say(`mobilisation.notice.greeting.${whom}`, params),
    `${callUp.text}${released}`,
    facts,
    `${say(`mobilisation.notice.tap.${whom}`)}\n${options.link}`,
    say(`mobilisation.notice.reply.${whom}`),
    say('mobilisation.notice.personal'),
    agency,
  ]
    .filter(Boolean)
    .join('\n\n');
  const smsKey = callUp.is_exercise ? 'mobilisation.notice.sms.exercise' : `mobilisation.notice.sms.${whom}`;
  const smsWhen = callUp.present_at ? sayShortMoment(callUp.present_at) : when;
  const plain = (value: string) => (services.settings.KHIEN_SMS_PLAIN ? toPlainSms(value) : value);
  const sms = fitSms(place, SMS_PARTS_MAX, (part) =>
    plain(
      oneLine(
        `${exercise}${chase}${say(smsKey as TextKey, { ...params, when: smsWhen, place: part, link: options.link })}`,
      ),
    ),
  );
  return { subject, text, sms, push: { title: subject, body: `${when}. ${place}` } };
};
