import { Button, SegmentedControl } from '@mantine/core';
import { AppLink } from '../../../../ui/app-link.tsx';
import { Page } from '../../../../ui/page.tsx';
import { PrintButton } from '../../../../ui/print-button.tsx';
import { ErrorPage, PageLoading } from '../../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../../ui/use-address.ts';
import { useText } from '../../../../ui/use-text.ts';
import { useAnswer, useLiveRefresh } from '../../../agencies/web/public/use-call.ts';
import { getSkillMatrixRoute, skillChanged } from '../../contract/skills.ts';
import { memberChanged } from '../../contract.ts';
import { SkillCatalogue } from './skill-catalogue.tsx';
import { SkillGapsView } from './skill-gaps-view.tsx';
import { SkillIndicator } from './skill-indicator.tsx';
import { SkillMatrixTable } from './skill-matrix-table.tsx';
import styles from './skills-page.module.css';

const views = ['matrix', 'gaps', 'catalogue'] as const;
type View = (typeof views)[number];

/** Who can do what: the matrix, the gaps, the catalogue; the indicator of experts above all three. */
export const SkillsPage = () => {
  const text = useText();
  const { values, set } = useAddressFilters();
  const view: View = views.find((one) => one === values.view) ?? 'matrix';
  const { data, error } = useAnswer(getSkillMatrixRoute);
  useLiveRefresh([skillChanged, memberChanged], '/api/v1/skills');
  if (error) return <ErrorPage error={error} />;
  if (!data) return <PageLoading />;
  return (
    <Page
      title={text('team.skills')}
      lead={text('team.skills-lead')}
      actions={
        <>
          <PrintButton />
          <Button component={AppLink} to="/team" variant="default">
            {text('team.title')}
          </Button>
        </>
      }
    >
      <SkillIndicator matrix={data} />
      <div className={`ui-screen-only ${styles.views}`}>
        <SegmentedControl
          size="xs"
          aria-label={text('team.skills')}
          value={view}
          onChange={(next) => set({ view: next })}
          data={views.map((value) => ({ value, label: text(`team.skills-view.${value}`) }))}
        />
      </div>
      {view === 'matrix' && <SkillMatrixTable matrix={data} />}
      {view === 'gaps' && <SkillGapsView />}
      {view === 'catalogue' && <SkillCatalogue matrix={data} />}
    </Page>
  );
};
