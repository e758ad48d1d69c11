import {
  type Icon,
  IconFile,
  IconGlobe,
  IconMail,
  IconPhone,
  IconServer,
  IconUser,
} from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Channel } from '../contract/codes.ts';
import styles from './signs.module.css';

const icons: Readonly<Record<Channel, Icon>> = {
  web: IconGlobe,
  email: IconMail,
  phone: IconPhone,
  'walk-in': IconUser,
  api: IconServer,
  'official-letter': IconFile,
};

/** The channel of a report as an icon with its word; `isShort` keeps the word for readers and the hint only. */
export const ChannelSign = ({ channel, isShort }: { channel: Channel; isShort?: boolean }) => {
  const text = useText();
  const ChannelIcon = icons[channel];
  const label = text(`intake.channel.${channel}`);
  return (
    <span className={styles.sign} title={isShort ? label : undefined}>
      <ChannelIcon size="1rem" />
      <span className={isShort ? 'ui-hidden' : undefined}>{label}</span>
    </span>
  );
};
