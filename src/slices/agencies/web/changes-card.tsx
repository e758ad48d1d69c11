import { Button } from '@mantine/core';
import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { IconEdit } from '../../../ui/icons.tsx';
import { useText } from '../../../ui/use-text.ts';
import { listAgencyChangesRoute } from '../contract/changes.ts';
import type { Agency } from '../contract.ts';
import styles from './agency-page.module.css';
import { ChangeItem } from './change-item.tsx';
import { useAnswer } from './public/use-call.ts';

const shownMax = 3;

/** Changes that the agency's people asked for; the agency proposes here, the team decides here. */
export const ChangesCard = ({ agency }: { agency: Agency }) => {
  const text = useText();
  const { data } = useAnswer(
    listAgencyChangesRoute,
    { query: { agencyId: agency.id } },
    { isOff: !agency.isFull },
  );
  const items = data?.items ?? [];
  const hasPending = items.some((change) => change.state === 'pending');
  if (!agency.isFull || (items.length === 0 && !agency.can.propose)) return null;
  return (
    <Card
      title={text('agencies.changes')}
      action={
        agency.can.propose &&
        !hasPending &&
        !agency.validTo && (
          <Button
            component={AppLink}
            to={`/agencies/${agency.id}/propose`}
            size="compact-sm"
            variant="default"
            leftSection={<IconEdit size="0.875rem" />}
          >
            {text('agencies.change-propose')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className={styles.quiet}>{text('agencies.changes-empty')}</p>}
      <ul className={styles.codes}>
        {items.slice(0, shownMax).map((change) => (
          <ChangeItem key={change.id} change={change} hasAgency={false} />
        ))}
      </ul>
    </Card>
  );
};
