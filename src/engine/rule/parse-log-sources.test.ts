import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLogSources } from './parse-log-sources.ts';

const faults = (value: unknown) => parseLogSources(typeof value === 'string' ? value : JSON.stringify(value));

describe('descriptions of log sources', () => {
  it('that come with the engine have the shape that users are asked for', () => {
    const folder = join(import.meta.dirname, 'data');
    const names = readdirSync(folder).filter((name) => name !== 'known-fields.json');
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const parsed = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
      if (Array.isArray(parsed.records) && parsed.records.length === 0) delete parsed.records;
      expect([name, Array.isArray(faults(parsed))]).toEqual([name, false]);
    }
  });

  it('need no more than a product', () => {
    expect(faults({ product: 'Acme' })).toMatchObject({ product: 'acme', services: {}, categories: {} });
  });

  it('are refused with the place of every fault', () => {
    expect(faults({ service: {}, records: [{ when: { a: 'x' } }, { wenn: {} }] })).toEqual([
      { place: 'product', reason: 'is missing' },
      { place: 'service', reason: expect.stringContaining('unknown key') },
      { place: 'records[0].when.a', reason: 'must be a list of values, or true' },
      { place: 'records[1].when', reason: 'is missing' },
      { place: 'records[1].wenn', reason: expect.stringContaining('unknown key') },
    ]);
    expect(faults({ product: 'a', categories: { x: [{ eventId: ['1'] }] } })).toEqual([
      { place: 'categories.x[0].channel', reason: 'is missing' },
      { place: 'categories.x[0].eventId[0]', reason: 'must be a whole number' },
    ]);
    expect(faults('[]')).toEqual([{ place: '', reason: 'must be a map' }]);
    expect(faults('{"product": "a",\n oops}')).toEqual([
      { place: expect.stringMatching(/^2:/), reason: 'not readable as JSON' },
    ]);
  });
});
