import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAnswer } from '../../agencies/web/public/use-call.ts';
import { listSystemsRoute } from '../contract.ts';
import styles from './system-page.module.css';

const SHOWN_MAX = 10;

/** The systems in operation of an agency, on its page. Nothing where the caller sees none. */
export const AgencySystems = ({ id }: { id: string }) => {
  const text = useText();
  const isAllowed = useMay('system.read');
  const query = { agencyId: id, limit: SHOWN_MAX };
  const { data } = useAnswer(listSystemsRoute, { query }, { isOff: !isAllowed });
  if (!data || data.items.length === 0) return null;
  return (
    <Card
      title={text('systems.title')}
      action={<AppLink to={`/systems?agencyId=${id}`}>{text('systems.all-of-agency')}</AppLink>}
    >
      <ul className={styles.codes}>
        {data.items.map((system) => (
          <li key={system.id}>
            <AppLink to={`/systems/${system.id}`}>{system.name}</AppLink>
            {system.level && ` · ${text('systems.level-n', { level: system.level })}`}
          </li>
        ))}
      </ul>
    </Card>
  );
};
