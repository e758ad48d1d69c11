import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import {
  type Clock,
  continueClockRoute,
  explainLatenessRoute,
  pauseClockRoute,
  stopClockRoute,
} from '../contract/clocks.ts';
import { clockPaths } from './clock-queries.ts';

const routes = {
  pause: pauseClockRoute,
  continue: continueClockRoute,
  stop: stopClockRoute,
  explain: explainLatenessRoute,
} as const;

const words = {
  pause: { label: 'duties.pause', consequence: 'duties.pause-text' },
  continue: { label: 'duties.continue', consequence: 'duties.continue-text' },
  stop: { label: 'duties.stop', consequence: 'duties.stop-text' },
  explain: { label: 'duties.late-reason-give', consequence: 'duties.late-reason-help' },
} as const;

/** A step of a clock that needs a reason: rest, run on, stop, say why it is late. */
export const ReasonAction = ({ clock, kind }: { clock: Clock; kind: keyof typeof routes }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  if (!clock.can[kind]) return null;
  const label = text(words[kind].label);
  return (
    <ConfirmAction
      title={label}
      consequence={text(words[kind].consequence)}
      confirmLabel={label}
      needsReason
      isHarmful={kind === 'stop'}
      onConfirm={async (reason) => {
        await send(routes[kind], { params: { id: clock.id }, body: { version: clock.version, reason } });
        await forget(client, ...clockPaths);
      }}
      trigger={(open) => (
        <Button
          size="compact-sm"
          variant={kind === 'explain' && clock.needsReason ? 'light' : 'default'}
          color={kind === 'explain' && clock.needsReason ? 'red' : undefined}
          onClick={open}
        >
          {label}
        </Button>
      )}
    />
  );
};
