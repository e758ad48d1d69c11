import { describe, expect, test } from 'vitest';
import { createOpenApi } from '../../platform/http/openapi.ts';
import { createTextCatalogue, type TextKey } from '../../platform/i18n/catalogue.ts';
import { serverSlices } from '../slices.ts';
import { allTexts } from '../texts.ts';
import { type Interface, renderInterfacePage } from './interface-page.ts';

const catalogue = createTextCatalogue(allTexts);
const routes = serverSlices.flatMap((slice) => slice.routes).map(({ route }) => route);
const pageIn = (language: 'vi' | 'en'): string =>
  String(
    renderInterfacePage(
      { language, t: (key: TextKey, params) => catalogue.t(language, key, params) },
      createOpenApi(routes, '1.2.3') as Interface,
    ).body,
  );

describe('page of the interface', () => {
  test('shows every route with its method and its permission', () => {
    const page = pageIn('en');
    expect(page.match(/<details /g)).toHaveLength(routes.length);
    expect(page).toContain('/api/v1/reports/{id}/open-incident');
    expect(page).toContain('Permission: <code>report.triage</code>');
    expect(page).toContain('incidents.moveNotPossible');
  });

  test('speaks both languages, needs no script and every anchor of the list leads somewhere', () => {
    for (const language of ['vi', 'en'] as const) {
      const page = pageIn(language);
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).not.toMatch(/<script|<style|style=|interface\.\w+</);
      for (const [, anchor] of page.matchAll(/<a href="#([\w-]+)">/g))
        expect(page).toContain(`id="${anchor}"`);
    }
  });
});
