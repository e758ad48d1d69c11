import { foldText } from '../../platform/search/fold.ts';

/**
 * Row-level security keeps LIKE away from every index, so that a search reads all rows: at 50,000 incidents this length
 * takes some 50 ms (bench/pages).
 */
const charactersMax = 600;

/** What the list searches in: number, title, system and the beginning of the description, without tone marks. */
export const searchTextOf = (incident: {
  number: string;
  title: string;
  system_name: string | null;
  description: string;
}): string =>
  foldText(
    [incident.number, incident.title, incident.system_name ?? '', incident.description]
      .join(' ')
      .slice(0, charactersMax),
  );
