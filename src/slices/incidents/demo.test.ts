import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestApp } from '../../apps/testing/test-app.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { fillIncidentsDemo } from './demo.ts';
import { createTestPerson } from './testing.ts';

test('the demo tells sixty incidents of the last three months in several states, the same each time', async () => {
  const stories = await Promise.all(
    [0, 1].map(async () => {
      const app = await createTestApp();
      const system = app.system();
      const agencyIds = [await createTestAgency(system)];
      const personIds = [await createTestPerson(system, 'Trần A'), await createTestPerson(system, 'Lê B')];
      await fillIncidentsDemo(system, { agencyIds, systemIds: [], personIds });
      const { rows } = await app.system().tx((tx) =>
        sql<{ number: string; title: string; status: string; detected_at: Date; closed_at: Date | null }>`
          select number, title, status, detected_at, closed_at from incidents order by number_key`.execute(
          tx,
        ),
      );
      const now = app.clock.now();
      await app.stop();
      expect(rows.every((row) => row.detected_at < now && (row.closed_at ?? row.detected_at) < now)).toBe(
        true,
      );
      return rows;
    }),
  );
  expect(stories[0]).toHaveLength(60);
  expect(stories[0]).toEqual(stories[1]);
  expect(new Set(stories[0]?.map((row) => row.status)).size).toBeGreaterThan(4);
}, 60_000);
