import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx';
import { useText } from '../../../ui/use-text.ts';
import type { SignatureVerdict } from '../contract/official.ts';
import type { OfficialState } from '../contract/official-types.ts';

const tones: Readonly<Record<OfficialState, StatusTone>> = {
  draft: 'quiet',
  initialled: 'wait',
  signed: 'active',
  issued: 'good',
  withdrawn: 'harm',
};

/** The state of a document as a word with a mark. */
export const DocumentState = ({ state }: { state: OfficialState }) => {
  const text = useText();
  return <StatusBadge tone={tones[state]} label={text(`documents.state.${state}`)} />;
};

const verdictTones: Readonly<Record<SignatureVerdict, StatusTone>> = {
  valid: 'good',
  'changed-after': 'harm',
  invalid: 'harm',
  unsigned: 'wait',
  unreadable: 'harm',
};

/** What the check of a signed copy found. */
export const VerdictBadge = ({ verdict }: { verdict: SignatureVerdict }) => {
  const text = useText();
  return <StatusBadge tone={verdictTones[verdict]} label={text(`documents.verdict.${verdict}`)} />;
};
