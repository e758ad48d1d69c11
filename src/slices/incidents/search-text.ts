import { foldText } from '../../platform/search/fold.ts';

const charactersMax = 4_000;

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
