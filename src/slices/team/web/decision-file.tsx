import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BreakableText } from '../../../ui/breakable-text.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { forget, useCall } from '../../agencies/web/public/use-call.ts';
import { attachDecisionFileRoute, type Decision } from '../contract.ts';
import { FileButton } from './file-button.tsx';

/** The scan of a decision: to read, and to attach for who may. */
export const DecisionFile = ({ decision, mayAttach }: { decision: Decision; mayAttach: boolean }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const [fault, setFault] = useState<string>();
  const attach = async (file: File) => {
    const form = new FormData();
    form.append('file', file);
    try {
      await send(attachDecisionFileRoute, { params: { id: decision.id }, body: form });
      setFault(undefined);
    } catch (thrown) {
      setFault(problemOf(thrown)?.title ?? text('ui.problem-network'));
    }
    await forget(client, '/api/v1/team');
  };
  return (
    <>
      {decision.fileName && (
        <a href={`/api/v1/team-decisions/${decision.id}/file`} download>
          <BreakableText text={decision.fileName} />
        </a>
      )}
      {mayAttach && (
        <FileButton
          size="compact-xs"
          variant="subtle"
          label={text(decision.fileName ? 'team.decision-file-replace' : 'team.decision-file-add')}
          accept=".pdf,.jpg,.png"
          onPick={(file) => void attach(file)}
        />
      )}
      {fault && <span role="alert">{fault}</span>}
    </>
  );
};
