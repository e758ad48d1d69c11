import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useGo } from '../../../ui/app-link.tsx';
import { type LiveEvent, useLiveEvents } from '../../../ui/live-events.ts';
import { useMay } from '../../../ui/session.ts';
import { playTone } from '../../../ui/sound.ts';
import { SoundToggle } from '../../../ui/sound-toggle.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Channel, ReportKind } from '../contract/codes.ts';
import { markArrival } from './arrivals.ts';

/** Data of `report.received`. */
type Arrival = { id: string; number: string; kind: ReportKind; channel: Channel };

/** Channels that only the call sheet files. */
const fromSheet: ReadonlySet<Channel> = new Set(['phone', 'walk-in', 'official-letter']);

const arrivalOf = (event: LiveEvent): Arrival | undefined =>
  event.type === 'report.received' ? (event.data as Arrival | undefined) : undefined;

/**
 * Tells an arriving report on every page: one sound, a line for screen readers, and away from the desk a note that
 * leads to it. Only for those who triage; others would hear what they cannot act on.
 */
export const ArrivalBell = () => {
  const mayTriage = useMay('report.triage');
  return mayTriage ? <Bell /> : null;
};

const Bell = () => {
  const text = useText();
  const go = useGo();
  const [announced, setAnnounced] = useState('');
  useLiveEvents(['report.received'], (event) => {
    const arrival = arrivalOf(event);
    if (!arrival || !markArrival(arrival.id)) return;
    // The officer's own sheet: the number stands on the screen already.
    if (window.location.pathname === '/calls/new' && fromSheet.has(arrival.channel)) return;
    const words = text('intake.web.arrived', {
      number: arrival.number,
      kind: text(`intake.kind.${arrival.kind}`),
    });
    setAnnounced(words);
    void playTone();
    if (window.location.pathname === '/') return;
    notifications.show({
      id: arrival.id,
      message: words,
      onClick: () => go(`/reports/${arrival.id}`),
      style: { cursor: 'pointer' },
      closeButtonProps: { 'aria-label': text('ui.close') },
    });
  });
  return (
    <>
      <span className="ui-hidden" role="status">
        {announced}
      </span>
      <SoundToggle />
    </>
  );
};
