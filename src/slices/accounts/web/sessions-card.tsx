import { Button } from '@mantine/core';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { formatDateTime, formatRelative } from '../../../ui/format-date.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { type Account, revokeOtherSessionsRoute, revokeSessionRoute } from '../contract/account.ts';
import styles from './account-lines.module.css';
import { nameBrowser } from './name-browser.ts';
import { useSend } from './use-send.ts';

type SessionsCardProps = { account: Account; onChange: (account: Account) => void };

/** Where the account is signed in; each session can be ended from here. */
export const SessionsCard = ({ account, onChange }: SessionsCardProps) => {
  const text = useText();
  const language = useLanguage();
  const send = useSend();
  const others = account.sessions.filter((session) => !session.isCurrent);
  return (
    <Card
      title={text('accounts.sessions')}
      count={account.sessions.length}
      action={
        others.length > 0 && (
          <ConfirmAction
            title={text('accounts.sessions-end-others')}
            consequence={text('accounts.sessions-end-others-text', { count: others.length })}
            confirmLabel={text('accounts.sessions-end-others')}
            isHarmful
            onConfirm={async () => onChange(await send(revokeOtherSessionsRoute))}
            trigger={(open) => (
              <Button size="xs" variant="default" onClick={open}>
                {text('accounts.sessions-end-others')}
              </Button>
            )}
          />
        )
      }
    >
      <ul className={styles.lines}>
        {account.sessions.map((session) => (
          <li key={session.id} className={styles.line}>
            <div className={styles.words}>
              <strong>
                {nameBrowser(session.userAgent) ?? text('accounts.session-unknown')}
                {session.clientAddress && ` · ${session.clientAddress}`}
              </strong>
              <span className={styles.quiet}>
                {text('accounts.session-since', { time: formatDateTime(session.createdAt, language) })} ·{' '}
                {text('accounts.last-used', { when: formatRelative(session.lastSeenAt, language) })} ·{' '}
                {text(`accounts.session-by-${session.method}`)}
              </span>
            </div>
            {session.isCurrent ? (
              <StatusBadge tone="good" label={text('accounts.session-current')} />
            ) : (
              <Button
                size="xs"
                variant="subtle"
                color="red"
                onClick={async () => onChange(await send(revokeSessionRoute, { params: { id: session.id } }))}
              >
                {text('accounts.session-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
};
