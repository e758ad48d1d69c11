import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import styles from './app-frame.module.css';
import { AppLink } from './app-link.tsx';
import { type Command, CommandPalette, SearchButton } from './command-palette.tsx';
import { DisplayControls } from './display-controls.tsx';
import { type Icon, IconChevronLeft, IconChevronRight, IconMenu, IconShield } from './icons.tsx';
import { PersonMenu, type PersonMenuProps } from './person-menu.tsx';
import { useText } from './use-text.ts';

export type FrameItem = { key: string; to: string; icon: Icon; label: string; badge?: ComponentType };

export type AppFrameProps = {
  /** Name beside the shield: the organisation that runs this. */
  organisation: string;
  items: readonly FrameItem[];
  /** Path of the present page; the longest item that starts it is marked. */
  path: string;
  commands: readonly Command[];
  /** Finds records while somebody types in the palette. */
  onSearch?: (query: string) => Promise<readonly Command[]>;
  /** Standing part of the top bar, such as who is on duty. */
  topBar?: ReactNode;
  person?: PersonMenuProps;
  /** A line across the top: demonstration data, exercise, lost connection. */
  banner?: ReactNode;
  children: ReactNode;
};

const currentKey = (items: readonly FrameItem[], path: string): string | undefined =>
  items
    .filter((item) => path === item.to || path.startsWith(item.to === '/' ? '//' : `${item.to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0]?.key;

type RailProps = { items: readonly FrameItem[]; active: string | undefined; onFollow?: () => void };

const RailList = ({ items, active, onFollow }: RailProps) => (
  <ul className={styles.list}>
    {items.map(({ key, to, icon: ItemIcon, label, badge: Badge }) => (
      <li key={key}>
        <AppLink
          to={to}
          className={styles.item}
          aria-current={key === active ? 'page' : undefined}
          title={label}
          onClick={onFollow}
        >
          <ItemIcon />
          <span className={styles.label}>{label}</span>
          {Badge && (
            <span className={styles.badge}>
              <Suspense>
                <Badge />
              </Suspense>
            </span>
          )}
        </AppLink>
      </li>
    ))}
  </ul>
);

/** The frame of every page: rail, top bar and content; on a phone a bottom bar and a drawer. */
export const AppFrame = (props: AppFrameProps) => {
  const { organisation, items, path, commands, onSearch, topBar, person, banner, children } = props;
  const text = useText();
  const [isNarrow, setNarrow] = useLocalStorage({
    key: 'ui.rail',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [isOpen, drawer] = useDisclosure(false);
  const active = currentKey(items, path);
  const thumbItems = items.slice(0, items.length > 5 ? 4 : 5);
  return (
    <div className={styles.frame} data-narrow={isNarrow || undefined}>
      <a href="#content" className={styles.skip}>
        {text('ui.skip-to-content')}
      </a>
      <header className={styles.top}>
        <AppLink to="/" className={styles.brand} title={organisation}>
          <IconShield size="1.5rem" />
          <span className={styles.organisation}>{organisation}</span>
        </AppLink>
        <SearchButton />
        <div className={styles.topSlot}>{topBar}</div>
        <div className={styles.display}>
          <DisplayControls layout="bar" />
        </div>
        {person && <PersonMenu {...person} />}
      </header>
      <nav className={styles.rail} aria-label={text('ui.main-menu')}>
        <RailList items={items} active={active} />
        <UnstyledButton
          className={styles.fold}
          onClick={() => setNarrow(!isNarrow)}
          aria-expanded={!isNarrow}
        >
          {isNarrow ? <IconChevronRight /> : <IconChevronLeft />}
          <span className={styles.label}>{text(isNarrow ? 'ui.rail-expand' : 'ui.rail-collapse')}</span>
        </UnstyledButton>
      </nav>
      <main id="content" className={styles.main} tabIndex={-1}>
        {banner && (
          <div className={styles.banner} role="status">
            {banner}
          </div>
        )}
        {children}
      </main>
      <nav className={styles.thumbs} aria-label={text('ui.more')}>
        {thumbItems.map(({ key, to, icon: ItemIcon, label, badge: Badge }) => (
          <AppLink
            key={key}
            to={to}
            className={styles.thumb}
            aria-current={key === active ? 'page' : undefined}
          >
            <span className={styles.thumbIcon}>
              <ItemIcon size="1.375rem" />
              {Badge && (
                <span className={styles.thumbBadge}>
                  <Suspense>
                    <Badge />
                  </Suspense>
                </span>
              )}
            </span>
            <span className={styles.thumbLabel}>{label}</span>
          </AppLink>
        ))}
        <UnstyledButton className={styles.thumb} onClick={drawer.open} aria-haspopup="dialog">
          <IconMenu size="1.375rem" />
          <span className={styles.thumbLabel}>{text('ui.more')}</span>
        </UnstyledButton>
      </nav>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        title={organisation}
        size="20rem"
        closeButtonProps={{ 'aria-label': text('ui.menu-close') }}
      >
        <nav aria-label={text('ui.main-menu')}>
          <RailList items={items} active={active} onFollow={drawer.close} />
        </nav>
        <div className={styles.drawerFoot}>
          <DisplayControls layout="stack" />
        </div>
      </Drawer>
      <CommandPalette commands={commands} onSearch={onSearch} />
    </div>
  );
};
