import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { IconBell, IconBellOff } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { addPushRoute, removePushRoute } from '../contract/answers.ts';
import styles from './mobilisation.module.css';

const workerAddress = '/push-worker.js';
const isAble = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && window.isSecureContext;

const keyOf = (subscription: PushSubscription, name: PushEncryptionKeyName): string => {
  const bytes = new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** Lets this device show call-ups as push notes. Nothing is asked before somebody presses the button. */
export const PushControl = ({ publicKey }: { publicKey: string }) => {
  const text = useText();
  const [isOn, setOn] = useState(false);
  const [isDenied, setDenied] = useState(false);
  useEffect(() => {
    if (!isAble()) return;
    void navigator.serviceWorker
      .getRegistration(workerAddress)
      .then((worker) => worker?.pushManager.getSubscription())
      .then((subscription) => setOn(Boolean(subscription)));
  }, []);
  if (!isAble()) return null;
  const switchOn = async () => {
    if ((await Notification.requestPermission()) !== 'granted') return setDenied(true);
    const worker = await navigator.serviceWorker.register(workerAddress);
    await navigator.serviceWorker.ready;
    const subscription = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: publicKey,
    });
    await call(addPushRoute, {
      body: {
        endpoint: subscription.endpoint,
        p256dh: keyOf(subscription, 'p256dh'),
        auth: keyOf(subscription, 'auth'),
      },
    });
    setOn(true);
  };
  const switchOff = async () => {
    const worker = await navigator.serviceWorker.getRegistration(workerAddress);
    const subscription = await worker?.pushManager.getSubscription();
    if (subscription) {
      await call(removePushRoute, { body: { endpoint: subscription.endpoint } });
      await subscription.unsubscribe();
    }
    setOn(false);
  };
  return (
    <div>
      {isOn ? (
        <Button variant="default" leftSection={<IconBellOff size="1rem" />} onClick={() => void switchOff()}>
          {text('mobilisation.mine.pushOff')}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconBell size="1rem" />}
          onClick={() => void switchOn().catch(() => setDenied(true))}
        >
          {text('mobilisation.mine.push')}
        </Button>
      )}
      {isDenied && (
        <p className={styles.fault} role="alert">
          {text('mobilisation.mine.pushDenied')}
        </p>
      )}
    </div>
  );
};
