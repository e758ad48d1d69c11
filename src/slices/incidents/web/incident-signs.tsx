import { SeverityBadge, type SeverityStep } from '../../../ui/severity-badge.tsx';
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { TlpBadge } from '../../../ui/tlp-badge.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { Severity, Status, Tlp } from '../contract/codes.ts';

const tones: Readonly<Record<Status, StatusTone>> = {
  received: 'wait',
  confirmed: 'active',
  verifying: 'active',
  'not-an-incident': 'quiet',
  'in-response': 'harm',
  contained: 'active',
  recovering: 'active',
  'awaiting-review': 'wait',
  closed: 'quiet',
  reopened: 'harm',
};

const steps: Readonly<Record<Severity, SeverityStep>> = { M1: 4, M2: 3, M3: 2, M4: 1 };

export const StatusSign = ({ status }: { status: Status }) => {
  const text = useText();
  return <StatusBadge tone={tones[status]} label={text(`incidents.status.${status}`)} />;
};

/** Severity as bars with its words; nothing stands where nobody has classified yet. */
export const SeveritySign = ({ severity, isShort }: { severity: Severity | null; isShort?: boolean }) => {
  const text = useText();
  if (!severity) return null;
  return (
    <SeverityBadge
      step={steps[severity]}
      label={isShort ? severity : text(`incidents.severity.${severity}`)}
    />
  );
};

const tlpWords = {
  clear: 'CLEAR',
  green: 'GREEN',
  amber: 'AMBER',
  'amber-strict': 'AMBER+STRICT',
  red: 'RED',
} as const;

export const TlpSign = ({ tlp }: { tlp: Tlp }) => <TlpBadge tlp={tlpWords[tlp]} />;
