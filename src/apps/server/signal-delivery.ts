import type { Settings } from '../../platform/config/settings.ts';
import { deriveKey } from '../../platform/ctx/derive-key.ts';
import type { Services } from '../../platform/ctx/services.ts';
import type { Log } from '../../platform/log/log.ts';
import { type OutboxSender, startOutboxSender } from '../../platform/outbox/outbox-sender.ts';
import { createSmsGateway, type SmsGateway } from '../../platform/sms/sms-gateway.ts';
import { createPushSender, PushSendError } from '../../platform/web-push/push-sender.ts';
import { deriveVapidKeys } from '../../platform/web-push/vapid.ts';

export type SignalDelivery = { start(services: Services): void; wake(): void; stop(): Promise<void> };

const createGateway = (settings: Settings): SmsGateway | null =>
  settings.KHIEN_SMS_URL
    ? createSmsGateway({
        url: settings.KHIEN_SMS_URL,
        method: settings.KHIEN_SMS_METHOD,
        headers: settings.KHIEN_SMS_HEADERS,
        body: settings.KHIEN_SMS_BODY,
        secretFile: settings.KHIEN_SMS_SECRET_FILE,
        accepted: settings.KHIEN_SMS_ACCEPTED,
      })
    : null;

/** Requests to the gateway at one time: what is under way when the program dies is in doubt, so few are. */
const SMS_AT_ONCE = 4;

/** Lets so many pieces of work run at a time; the others wait in line. */
const createSlots = (count: number) => {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};

const startSms = (services: Services, gateway: SmsGateway, log: Log): OutboxSender => {
  const inSlot = createSlots(SMS_AT_ONCE);
  return startOutboxSender(
    services.db,
    (message, handOver) =>
      inSlot(async () => {
        await handOver();
        return gateway.send({ to: message.to, text: message.text, reference: message.messageId });
      }),
    log,
    'sms',
  );
};

const startPush = (services: Services, contact: string, log: Log): OutboxSender => {
  const sender = createPushSender({
    keys: deriveVapidKeys(deriveKey(services.masterKey, 'web-push')),
    contact,
    hosts: services.settings.KHIEN_PUSH_HOSTS.split(',').map((host) => host.trim()),
  });
  return startOutboxSender(
    services.db,
    async (message) => {
      if (!message.push) throw new PushSendError('no subscription', 404);
      const note = { ...(JSON.parse(message.text) as object), title: message.subject };
      return sender.send(message.push, note, message.messageId, new Date());
    },
    log,
    'push',
  );
};

/**
 * The outbox's ways out besides mail: text messages and push notes, each with a lane of its own so that a slow gateway
 * holds nothing else back.
 * @throws Error when the settings of the gateway make no sense
 */
export const createSignalDelivery = (settings: Settings, log: Log): SignalDelivery => {
  const gateway = createGateway(settings);
  const lanes: OutboxSender[] = [];
  return {
    start: (services) => {
      if (gateway) lanes.push(startSms(services, gateway, log));
      if (settings.KHIEN_PUSH_CONTACT) lanes.push(startPush(services, settings.KHIEN_PUSH_CONTACT, log));
    },
    wake: () => {
      for (const lane of lanes) lane.wake();
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
};
