import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { ReportState } from '../contract/codes.ts';

const tones: Readonly<Record<ReportState, StatusTone>> = {
  received: 'wait',
  verifying: 'active',
  linked: 'good',
  rejected: 'quiet',
};

/** The state of a report. */
export const StateSign = ({ state }: { state: ReportState }) => {
  const text = useText();
  return <StatusBadge tone={tones[state]} label={text(`intake.state.${state}`)} />;
};
