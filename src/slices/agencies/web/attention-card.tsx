import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { agencyConfirmed, closeAttentionRoute, listAttentionRoute } from '../contract/confirmations.ts';
import { agencyChanged } from '../contract.ts';
import styles from './agency-page.module.css';
import { forget, useAnswer, useCall, useLiveRefresh } from './public/use-call.ts';

const shownMax = 5;

const Attention = () => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  const { data } = useAnswer(listAttentionRoute);
  useLiveRefresh([agencyConfirmed, agencyChanged], listAttentionRoute.path);
  if (!data || data.items.length + data.pendingChanges === 0) return null;
  return (
    <Card title={text('agencies.attention')} count={data.items.length + data.pendingChanges}>
      {data.pendingChanges > 0 && (
        <p className={styles.first}>
          <AppLink to="/agencies/changes">
            {text('agencies.attention-changes', { count: data.pendingChanges })}
          </AppLink>
        </p>
      )}
      <ul className={styles.codes}>
        {data.items.slice(0, shownMax).map((item) => (
          <li key={item.id} className={styles.contact}>
            <div>
              <AppLink to={`/agencies/${item.agency.id}`}>{item.agency.name}</AppLink>
              <p className={styles.quiet}>
                {text(`agencies.attention.${item.kind}`, { about: item.about ?? '' })}
                {item.isWithHead && ` · ${text('agencies.attention-with-head')}`}
              </p>
            </div>
            <ConfirmAction
              title={text('agencies.attention-close-title', { agency: item.agency.name })}
              consequence={text('agencies.attention-note')}
              confirmLabel={text('agencies.attention-close')}
              needsReason
              onConfirm={async (note) => {
                await send(closeAttentionRoute, { params: { id: item.id }, body: { note } });
                await forget(client, listAttentionRoute.path);
              }}
              trigger={(open) => (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={text('agencies.attention-close-title', { agency: item.agency.name })}
                  onClick={open}
                >
                  {text('agencies.attention-close')}
                </Button>
              )}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** Agencies whose contacts have to be looked into, and corrections that wait for approval. */
export const AttentionCard = (_props: { id: string }) => (useMay('agency.update') ? <Attention /> : null);
