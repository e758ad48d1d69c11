import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChips } from '../../../ui/filter-chips.tsx';
import { IconCheck } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { ErrorPage, PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { useText } from '../../../ui/use-text.ts';
import { type ChangeState, changeStates, listAgencyChangesRoute } from '../contract/changes.ts';
import { agencyChanged } from '../contract.ts';
import styles from './agency-page.module.css';
import { ChangeItem } from './change-item.tsx';
import { useAnswer, useLiveRefresh } from './public/use-call.ts';

/** Every proposed change, those that wait for a decision unless another state is asked for. */
export const ChangesPage = () => {
  const text = useText();
  const { values } = useAddressFilters();
  const asked = changeStates.find((state) => state === values.state);
  const state: ChangeState = asked ?? 'pending';
  const { data, error } = useAnswer(listAgencyChangesRoute, { query: { state } });
  useLiveRefresh([agencyChanged], listAgencyChangesRoute.path);
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <Page title={text('agencies.changes')} count={data.items.length} lead={text('agencies.changes-lead')}>
      <FilterChips
        filters={[
          {
            key: 'state',
            label: text('agencies.change-state'),
            options: changeStates.map((value) => ({
              value,
              label: text(`agencies.change-state.${value}`),
            })),
          },
        ]}
      />
      {data.items.length === 0 ? (
        <EmptyState
          icon={IconCheck}
          title={text('agencies.changes-empty')}
          text={text('agencies.changes-empty-text')}
        />
      ) : (
        <Card>
          <ul className={styles.codes}>
            {data.items.map((change) => (
              <ChangeItem key={change.id} change={change} hasAgency />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
};
