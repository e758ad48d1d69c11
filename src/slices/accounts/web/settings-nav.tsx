import { AppLink } from '../../../ui/app-link.tsx';
import { useSession } from '../../../ui/session.ts';
import { useText } from '../../../ui/use-text.ts';
import styles from './settings-nav.module.css';

const pages = [
  { to: '/settings', labelKey: 'accounts.organisation', permission: 'organisation.update' },
  { to: '/settings/api-keys', labelKey: 'accounts.api-keys', permission: 'api-key.read' },
  { to: '/settings/program', labelKey: 'accounts.program', permission: 'settings.read' },
] as const;

/** The pages of the settings, side by side. */
export const SettingsNav = ({ current }: { current: (typeof pages)[number]['to'] }) => {
  const text = useText();
  const { permissions } = useSession();
  return (
    <nav className={styles.nav} aria-label={text('accounts.settings')}>
      {pages
        .filter(({ permission }) => permissions.includes(permission))
        .map(({ to, labelKey }) => (
          <AppLink
            key={to}
            to={to}
            className={styles.link}
            aria-current={to === current ? 'page' : undefined}
          >
            {text(labelKey)}
          </AppLink>
        ))}
      <a href="/api" className={styles.link}>
        {text('accounts.interface')}
      </a>
    </nav>
  );
};
