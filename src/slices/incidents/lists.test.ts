import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import * as incidents from './contract/incident-routes.ts';
import type { Incident } from './contract/schemas.ts';
import { addTaskRoute, listDueTasksRoute, listTasksRoute, updateTaskRoute } from './contract/tasks.ts';
import { createTestPerson, openTestIncident } from './testing.ts';

let app: TestApp;
let duty: TestCaller;
beforeAll(async () => {
  app = await createTestApp();
  duty = app.as(['duty-officer']);
});
afterAll(() => app.stop());

const problemOf = async (work: Promise<unknown>) => {
  const [outcome] = await Promise.allSettled([work]);
  if (outcome.status === 'rejected' && outcome.reason instanceof ProblemError) return outcome.reason.problem;
  throw new Error('no problem');
};

const get = (id: string) => duty.call(incidents.getIncidentRoute, { params: { id } });
const open = async () => get((await openTestIncident(app.system())).id);
const update = (incident: Incident, facts: object) =>
  duty.call(incidents.updateIncidentRoute, {
    params: { id: incident.id },
    body: { version: incident.version, ...facts },
  });

describe('tasks', () => {
  test('overdue is told, the next due comes first, done ones last', async () => {
    const incident = await open();
    const params = { id: incident.id };
    const add = (title: string, dueAt: string | null) =>
      duty.call(addTaskRoute, { params, body: { title, dueAt } });
    await add('không hạn', null);
    const late = await add('trễ', '2026-11-22T18:00:00Z');
    await add('mai', '2026-11-24T00:00:00Z');
    const done = await add('xong', '2026-11-21T00:00:00Z');
    await duty.call(updateTaskRoute, {
      params: { ...params, taskId: done.id },
      body: { version: 1, state: 'done', doneNote: 'đã lấy' },
    });
    expect(late.isOverdue).toBe(true);
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await duty.call(listTasksRoute, { params, query: { limit: 1, cursor } });
      titles.push(...page.items.map((task) => task.title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(titles).toEqual(['trễ', 'mai', 'không hạn', 'xong']);
    expect((await get(incident.id)).counts).toMatchObject({ tasks: 4, openTasks: 3, overdueTasks: 1 });
  });

  test('a task goes only to those who take part, and shows in their own list', async () => {
    const system = app.system();
    const personId = await createTestPerson(system);
    const incident = await open();
    const task = { params: { id: incident.id }, body: { title: 'Lấy ảnh đĩa', assigneeId: personId } };
    expect((await problemOf(duty.call(addTaskRoute, task))).errors?.[0]).toMatchObject({
      field: 'assigneeId',
      reason: 'incidents.notTakingPart',
    });
    await duty.call(incidents.assignPersonRoute, {
      params: { id: incident.id },
      body: { personId, role: 'member' },
    });
    await duty.call(addTaskRoute, task);
    const member = app.as(['responder'], { id: personId });
    const mine = await member.call(listDueTasksRoute);
    expect(mine.items.map((item) => [item.title, item.incident.number])).toEqual([
      ['Lấy ảnh đĩa', incident.number],
    ]);
  });

  test('a stale save of a task gets the present one', async () => {
    const params = { id: (await open()).id };
    const task = await duty.call(addTaskRoute, { params, body: { title: 'Gọi nhà mạng' } });
    const change = (title: string) =>
      duty.call(updateTaskRoute, { params: { ...params, taskId: task.id }, body: { version: 1, title } });
    await change('Gọi ISP');
    expect(await problemOf(change('khác'))).toMatchObject({ status: 409, current: { title: 'Gọi ISP' } });
  });
});

describe('list', () => {
  test('every sort pages through all rows once, forward and back', async () => {
    const agencyId = await createTestAgency(app.system());
    for (let index = 0; index < 7; index += 1) await openTestIncident(app.system(), { agencyId });
    for (const sort of ['number', 'updated', 'severity', 'detected'] as const) {
      const orders: string[][] = [];
      for (const direction of ['asc', 'desc'] as const) {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await duty.call(incidents.listIncidentsRoute, {
            query: { agencyId, sort, direction, limit: 3, cursor },
          });
          ids.push(...page.items.map((item) => item.id));
          expect(page.total).toEqual(cursor ? null : { count: 7, isExact: true });
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        orders.push(ids);
      }
      expect(orders[0]).toHaveLength(7);
      expect(orders[0]).toEqual(orders[1]?.toReversed());
    }
  });

  test('text is found without tone marks, in either Unicode form', async () => {
    const incident = await update(await open(), { title: 'Hệ thống một cửa bị GIÁN ĐOẠN' });
    for (const q of ['gian doan', 'Gián đoạn'.normalize('NFD'), incident.number.toLowerCase()]) {
      const { items } = await duty.call(incidents.listIncidentsRoute, { query: { q } });
      expect(
        items.map((item) => item.id),
        q,
      ).toContain(incident.id);
    }
  });

  test('an edited cursor is refused by name', async () => {
    const edited = Buffer.from(JSON.stringify(["x'; drop table incidents", 'y'])).toString('base64url');
    for (const cursor of ['%%%', edited]) {
      const problem = await problemOf(duty.call(incidents.listIncidentsRoute, { query: { cursor } }));
      expect(problem.errors?.[0]?.field).toBe('cursor');
    }
  });
});
