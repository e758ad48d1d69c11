import { UnstyledButton } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import styles from './command-palette.module.css';
import { foldText } from './fold-text.ts';
import { type Icon, IconChevronRight, IconSearch } from './icons.tsx';
import { useText } from './use-text.ts';

/** One thing to go to or to do. */
export type Command = { id: string; label: string; detail?: string; icon?: Icon; onRun: () => void };

/** Opens the palette; on a wide screen it looks like the search field that it leads to. */
export const SearchButton = () => {
  const text = useText();
  const os = useOs();
  return (
    <UnstyledButton className={styles.button} onClick={spotlight.open}>
      <IconSearch />
      <span className={styles.words}>{text('ui.search')}</span>
      <kbd className={styles.keys}>{os === 'macos' ? '⌘ K' : 'Ctrl K'}</kbd>
    </UnstyledButton>
  );
};

type CommandPaletteProps = {
  commands: readonly Command[];
  onSearch?: (query: string) => Promise<readonly Command[]>;
};

const useFound = (query: string, onSearch: CommandPaletteProps['onSearch']): readonly Command[] => {
  const [found, setFound] = useState<readonly Command[]>([]);
  useEffect(() => {
    if (!onSearch || query.trim().length < 2) {
      setFound([]);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      onSearch(query).then(
        (commands) => isCurrent && setFound(commands),
        () => isCurrent && setFound([]),
      );
    }, 180);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query, onSearch]);
  return found;
};

/** Ctrl+K: pages, commands and (with `onSearch`) records. Tone marks do not matter. */
export const CommandPalette = ({ commands, onSearch }: CommandPaletteProps) => {
  const text = useText();
  const [query, setQuery] = useState('');
  const found = useFound(query, onSearch);
  const actions = useMemo<SpotlightActionData[]>(() => {
    const folded = foldText(query.trim());
    const matching = commands.filter(({ label }) => foldText(label).includes(folded));
    return [...matching, ...found].map(({ id, label, detail, icon: CommandIcon, onRun }) => ({
      id,
      label,
      description: detail,
      leftSection: CommandIcon ? <CommandIcon /> : <IconChevronRight />,
      onClick: onRun,
    }));
  }, [commands, found, query]);
  return (
    <Spotlight
      title={text('ui.search')}
      classNames={{ header: 'ui-hidden' }}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      filter={(_query, all) => all}
      shortcut={['mod + K']}
      nothingFound={text('ui.search-empty')}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      maxHeight="60vh"
      searchProps={{
        leftSection: <IconSearch />,
        placeholder: text('ui.search-placeholder'),
        'aria-label': text('ui.search'),
      }}
    />
  );
};
