import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { ProblemError } from '../../../platform/http/client.ts';
import { createSignedInPerson } from '../../accounts/testing.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { addShiftRoute } from '../contract/duty.ts';
import {
  calendarFeedRoute,
  createCalendarLinkRoute,
  getCalendarLinkRoute,
  getEscalationRoute,
  revokeCalendarLinkRoute,
  setEscalationRoute,
} from '../contract/escalation.ts';
import { readEscalationLadder } from '../public.ts';
import { createTestMember } from '../testing.ts';

let app: TestApp;
let officer: TestCaller;
let personId: string;
let memberId: string;
let leaderId: string;
beforeAll(async () => {
  app = await createTestApp();
  const agencyId = await createTestAgency(app.system());
  personId = (await createSignedInPerson(app, ['responder'], { fullName: 'Phạm Trực' })).id;
  memberId = await createTestMember(app.system(), { fullName: 'Phạm Trực', agencyId, personId });
  leaderId = await createTestMember(app.system(), { fullName: 'Phạm Trưởng', agencyId }, 'leader');
  officer = app.as(['responder'], { id: personId });
  await app.as(['duty-officer']).call(addShiftRoute, {
    body: { memberId, startsAt: '2026-11-23T00:00:00+07:00', endsAt: '2026-11-23T08:00:00+07:00' },
  });
});
afterAll(() => app?.stop());

const problemOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problem : undefined;
};

test('the ladder names the people whom each step means at that time', async () => {
  const ladder = await officer.call(getEscalationRoute);
  expect(
    ladder.steps.map(({ target, roleInTeam, waitMinutes, people }) => [
      target,
      roleInTeam,
      waitMinutes,
      people.map(({ fullName }) => fullName),
    ]),
  ).toEqual([
    ['primary', null, 10, ['Phạm Trực']],
    ['backup', null, 10, []],
    ['role', 'standing-deputy', 15, []],
    ['role', 'leader', 15, ['Phạm Trưởng']],
  ]);
  const later = await app.system().tx((tx) => readEscalationLadder(tx, new Date('2026-11-24T00:00:00Z')));
  expect(later[0]?.people).toEqual([]);
});

test('steps are set all at once; a wrong one is named with its row, and nothing changes', async () => {
  const leader = app.as(['team-leader']);
  const { version } = await leader.call(getEscalationRoute);
  const wrong = await problemOf(
    leader.call(setEscalationRoute, {
      body: {
        version,
        steps: [
          { target: 'primary', waitMinutes: 5 },
          { target: 'role', waitMinutes: 5 },
          { target: 'member', memberId: '00000000-0000-7000-8000-0000000000aa', waitMinutes: 5 },
        ],
      },
    }),
  );
  expect(wrong?.errors?.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    'steps.1.roleInTeam required',
    'steps.2.memberId invalid',
  ]);
  expect((await leader.call(getEscalationRoute)).version).toBe(version);
  const steps = [
    { target: 'primary' as const, waitMinutes: 5 },
    { target: 'member' as const, memberId: leaderId, waitMinutes: 20 },
  ];
  const set = await leader.call(setEscalationRoute, { body: { version, steps } });
  expect(set.steps.map(({ people }) => people[0]?.fullName)).toEqual(['Phạm Trực', 'Phạm Trưởng']);
  expect((await problemOf(leader.call(setEscalationRoute, { body: { version, steps } })))?.code).toBe(
    'platform.stale',
  );
});

test('a calendar link shows the own shifts and nothing else, until it is stopped', async () => {
  const { url } = await officer.call(createCalendarLinkRoute);
  const path = new URL(url, 'http://x').pathname;
  const read = (address = path) => app.public().inject({ url: address });
  const answer = await read();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.body).toContain('DTSTART:20261122T170000Z');
  expect(answer.body).not.toMatch(/Phạm|Trưởng|\d{4} \d{3} \d{3}/);
  const renewed = await officer.call(createCalendarLinkRoute);
  const gone = await read();
  const unknown = await read('/calendar/nothing.ics');
  expect([gone.statusCode, unknown.statusCode]).toEqual([410, 410]);
  const neutral = (body: string) => body.replace(/[0-9a-f-]{36}/g, '');
  expect(neutral(gone.body)).toBe(neutral(unknown.body));
  const next = new URL(renewed.url, 'http://x').pathname;
  expect((await read(next)).statusCode).toBe(200);
  expect((await officer.call(getCalendarLinkRoute)).createdAt).not.toBeNull();
  await app
    .system()
    .tx((tx) => tx.updateTable('people').set({ state: 'disabled' }).where('id', '=', personId).execute());
  expect((await read(next)).statusCode).toBe(410);
  await app
    .system()
    .tx((tx) => tx.updateTable('people').set({ state: 'active' }).where('id', '=', personId).execute());
  await officer.call(revokeCalendarLinkRoute);
  expect((await read(next)).statusCode).toBe(410);
  const { rows } = await app
    .system()
    .tx(async (tx) => ({ rows: await tx.selectFrom('duty_feeds').selectAll().execute() }));
  expect(JSON.stringify(rows)).not.toContain(next.split('/')[2]?.replace('.ics', ''));
});

test('guessing calendar links is slowed down', async () => {
  const answers = [];
  for (let at = 0; at < (calendarFeedRoute.requestsPerMinute ?? 0) + 1; at++) {
    answers.push(
      (await app.public().inject({ url: `/calendar/guess${at}.ics`, remoteAddress: '198.51.100.9' }))
        .statusCode,
    );
  }
  expect(answers.at(-1)).toBe(429);
});
