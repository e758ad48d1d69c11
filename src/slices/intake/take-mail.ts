import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { readMailReply } from '../../platform/mail/mail-reply.ts';
import { type IncomingMail, readIncoming, receiveMessage } from './receive-mail.ts';

/**
 * Takes one mail from the listener or the mailbox: to the slice whose token it carries, else to the reports. Only where
 * the mail was sent counts, not its subject: a forwarded subject must not answer for somebody.
 */
export const takeMail = async (services: Services, mail: IncomingMail): Promise<void> => {
  const message = await readIncoming(services, mail);
  const reply = readMailReply(services, [
    ...mail.recipients,
    ...[...message.to, ...message.cc].map((address) => address.address),
  ]);
  if (reply) {
    const ctx = createCtx(services, { actor: createSystemActor('mail'), language: 'vi' });
    if (await reply.handler.receive(ctx, reply.subjectId, message)) return;
  }
  await receiveMessage(services, mail, message);
};
