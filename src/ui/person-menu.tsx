import { Menu, UnstyledButton } from '@mantine/core';
import type { Icon } from './icons.tsx';
import styles from './person-menu.module.css';
import { useText } from './use-text.ts';

export type PersonMenuProps = {
  name: string;
  /** A second line, such as the e-mail address or the role. */
  detail?: string;
  entries: readonly { id: string; label: string; icon?: Icon; onSelect: () => void }[];
};

/** A Vietnamese given name stands last, so the mark takes the last two words: Trần Thị Minh Nguyệt is MN. */
const initials = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');

/** Who is signed in, and what belongs to this account. */
export const PersonMenu = ({ name, detail, entries }: PersonMenuProps) => {
  const text = useText();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={styles.mark}
          data-initials={initials(name)}
          aria-label={text('ui.person-menu', { name })}
          title={name}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{name}</strong>
          {detail && <span>{detail}</span>}
        </div>
        <Menu.Divider />
        {entries.map(({ id, label, icon: EntryIcon, onSelect }) => (
          <Menu.Item key={id} onClick={onSelect} leftSection={EntryIcon && <EntryIcon size="1.125rem" />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
