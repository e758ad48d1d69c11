import { Alert, Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { approveRecoveryRoute, listRecoveryRequestsRoute, refuseRecoveryRoute } from '../contract/people.ts';
import styles from './account-lines.module.css';
import { type Handed, HandedLink } from './handed-link.tsx';
import { useSecondFactorGuard } from './second-factor-guard.tsx';

/** Requests for recovery that wait for a second officer; nothing is shown when none waits. */
export const RecoveryRequests = () => {
  const text = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const { send, dialog } = useSecondFactorGuard();
  const [handed, setHanded] = useState<{ link: Handed; name: string }>();
  const queryKey = [listRecoveryRequestsRoute.path];
  const { data } = useQuery({
    queryKey,
    queryFn: () => send(listRecoveryRequestsRoute),
    throwOnError: false,
  });
  const reload = () => client.invalidateQueries({ queryKey });
  const items = data?.items ?? [];
  if (items.length === 0 && !handed) return null;
  return (
    <Card title={text('accounts.recovery-waiting')} count={items.length}>
      {dialog}
      {handed && <HandedLink {...handed} onClose={() => setHanded(undefined)} />}
      <ul className={styles.lines}>
        {items.map((item) => (
          <li key={item.id} className={styles.line}>
            <div className={styles.words}>
              <strong>{item.person.fullName}</strong>
              <span>{item.reason}</span>
              <span className={styles.quiet}>
                {text('accounts.recovery-by', {
                  name: item.requestedBy.fullName,
                  time: formatDateTime(item.requestedAt, language),
                })}
              </span>
            </div>
            <Group gap="xs">
              {item.can.approve && (
                <ConfirmAction
                  title={text('accounts.recovery-approve-title', { name: item.person.fullName })}
                  consequence={text('accounts.recovery-approve-text')}
                  confirmLabel={text('accounts.recovery-approve')}
                  onConfirm={async () => {
                    const { link } = await send(approveRecoveryRoute, { params: { id: item.id }, body: {} });
                    setHanded({ link, name: item.person.fullName });
                    await reload();
                  }}
                  trigger={(open) => (
                    <Button size="xs" onClick={open}>
                      {text('accounts.recovery-approve')}
                    </Button>
                  )}
                />
              )}
              {item.can.refuse && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={async () => {
                    await send(refuseRecoveryRoute, { params: { id: item.id }, body: {} });
                    await reload();
                  }}
                >
                  {text('accounts.recovery-refuse')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {items.some((item) => !item.can.approve) && (
        <Alert variant="light">{text('accounts.recovery-needs-other')}</Alert>
      )}
    </Card>
  );
};
