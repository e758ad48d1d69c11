import { AppLink } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { useMay } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import { useAnswer } from '../../agencies/web/public/use-call.ts';
import { listMembersRoute } from '../contract.ts';
import styles from './member-page.module.css';

const SHOWN_MAX = 10;

/** The members of the team who come from an agency, on its page. Nothing where the caller sees none. */
export const AgencyMembers = ({ id }: { id: string }) => {
  const text = useText();
  const isAllowed = useMay('member.read');
  const query = { agencyId: id, limit: SHOWN_MAX };
  const { data } = useAnswer(listMembersRoute, { query }, { isOff: !isAllowed });
  if (!data || data.items.length === 0) return null;
  return (
    <Card
      title={text('team.members')}
      action={<AppLink to={`/team/members?agencyId=${id}`}>{text('team.all-of-agency')}</AppLink>}
    >
      <ul className={styles.stays}>
        {data.items.map((member) => (
          <li key={member.id}>
            <AppLink to={`/team/members/${member.id}`}>{member.fullName}</AppLink>
            {` · ${text(member.roleInTeam ? `team.role.${member.roleInTeam}` : 'team.not-in-team')}`}
          </li>
        ))}
      </ul>
    </Card>
  );
};
