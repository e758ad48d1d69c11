import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { ProblemError } from '../../../platform/http/client.ts';
import { createSignedInPerson } from '../../accounts/testing.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import {
  addShiftRoute,
  exchangeShiftsRoute,
  listShiftsRoute,
  myDutyRoute,
  type Shift,
  updateShiftRoute,
} from '../contract/duty.ts';
import {
  answerSwapRoute,
  decideSwapRoute,
  listSwapsRoute,
  requestSwapRoute,
  withdrawSwapRoute,
} from '../contract/duty-swaps.ts';
import { createTestMember } from '../testing.ts';

type Officer = { memberId: string; caller: TestCaller };

let app: TestApp;
let an: Officer;
let binh: Officer;
let chi: Officer;
let leader: Officer;
let newcomer: string;

const officer = async (
  fullName: string,
  role: 'responder' | 'duty-officer' | 'team-leader',
  agencyId: string,
) => {
  const person = await createSignedInPerson(app, [role], { fullName });
  const memberId = await createTestMember(app.system(), { fullName, agencyId, personId: person.id });
  return { memberId, caller: app.as([role], { id: person.id, label: fullName }) };
};

beforeAll(async () => {
  app = await createTestApp();
  const agencyId = await createTestAgency(app.system());
  an = await officer('Lê An', 'responder', agencyId);
  binh = await officer('Lê Bình', 'responder', agencyId);
  chi = await officer('Lê Chi', 'duty-officer', agencyId);
  leader = await officer('Lê Dũng', 'team-leader', agencyId);
  newcomer = await createTestMember(app.system(), { fullName: 'Lê Mới', agencyId }, null);
});
afterAll(() => app?.stop());

const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) return undefined;
  const { code, errors } = error.problem;
  return errors ? `${code} ${errors.map(({ field, reason }) => `${field} ${reason}`).join(', ')}` : code;
};
const add = (who: Officer, startsAt: string, endsAt: string, kind: 'primary' | 'backup' = 'primary') =>
  app.as(['duty-officer']).call(addShiftRoute, { body: { memberId: who.memberId, startsAt, endsAt, kind } });
const holderOf = async (shift: Shift) => {
  const from = shift.startsAt.slice(0, 10);
  const { items } = await leader.caller.call(listShiftsRoute, { query: { from, days: 3 } });
  return items.find(({ id }) => id === shift.id)?.member.fullName;
};

describe('a swap of two shifts', () => {
  test('changes the list only after both agreed and a leader approved, and tells each by mail', async () => {
    const mine = await add(an, '2026-12-01T06:00:00+07:00', '2026-12-01T14:00:00+07:00');
    const theirs = await add(binh, '2026-12-02T06:00:00+07:00', '2026-12-02T14:00:00+07:00');
    const asked = await an.caller.call(requestSwapRoute, {
      body: { shiftId: mine.id, toMemberId: binh.memberId, returnShiftId: theirs.id, reason: 'Đi khám' },
    });
    expect(asked).toMatchObject({
      state: 'requested',
      can: { answer: false, withdraw: true, decide: false },
    });
    expect((await binh.caller.call(myDutyRoute)).swapsWaiting).toBe(1);
    expect(await refusal(chi.caller.call(answerSwapRoute, answer(asked, true)))).toBe('team.notYourShift');
    const agreed = await binh.caller.call(answerSwapRoute, answer(asked, true));
    expect(agreed.state).toBe('accepted');
    expect(await holderOf(mine)).toBe('Lê An');
    expect(await refusal(an.caller.call(decideSwapRoute, decision(agreed, true)))).toBe(
      'platform.notAllowed',
    );
    const done = await leader.caller.call(decideSwapRoute, decision(agreed, true));
    expect(done).toMatchObject({ state: 'approved', decidedBy: 'Lê Dũng' });
    expect([await holderOf(mine), await holderOf(theirs)]).toEqual(['Lê Bình', 'Lê An']);
    const mails = await app
      .system()
      .tx((tx) =>
        tx.selectFrom('outbox_messages').select('mail').where('subject_id', '=', asked.id).execute(),
      );
    const subjects = mails.map(({ mail }) => mail.subject);
    expect(subjects.filter((subject) => /Đề nghị đổi ca trực/.test(subject))).toHaveLength(1);
    expect(subjects.filter((subject) => /chờ duyệt/.test(subject))).toHaveLength(1);
    expect(subjects.filter((subject) => /Đã duyệt/.test(subject))).toHaveLength(2);
    expect(await refusal(leader.caller.call(decideSwapRoute, decision(done, true)))).toBe('team.swapClosed');
  });

  test('primary and backup of the same hours can change places', async () => {
    const desk = await add(an, '2026-12-03T06:00:00+07:00', '2026-12-03T14:00:00+07:00');
    const reserve = await add(binh, '2026-12-03T06:00:00+07:00', '2026-12-04T06:00:00+07:00', 'backup');
    const asked = await an.caller.call(requestSwapRoute, {
      body: { shiftId: desk.id, toMemberId: binh.memberId, returnShiftId: reserve.id, reason: 'Việc nhà' },
    });
    const agreed = await binh.caller.call(answerSwapRoute, answer(asked, true));
    await leader.caller.call(decideSwapRoute, decision(agreed, true));
    expect([await holderOf(desk), await holderOf(reserve)]).toEqual(['Lê Bình', 'Lê An']);
  });
});

test('of two who take an open offer at once one has it, the other hears that it is gone', async () => {
  const shift = await add(an, '2026-12-05T06:00:00+07:00', '2026-12-05T14:00:00+07:00');
  const offer = await an.caller.call(requestSwapRoute, { body: { shiftId: shift.id, reason: 'Đi học' } });
  expect(offer).toMatchObject({ isOpenOffer: true, to: null });
  const takers = [binh, chi];
  const results = await Promise.allSettled(
    takers.map((taker) => taker.caller.call(answerSwapRoute, answer(offer, true))),
  );
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected');
  expect(await refusal(Promise.reject((lost as PromiseRejectedResult).reason))).toBe('team.swapClosed');
  const winner = takers[results.findIndex((result) => result.status === 'fulfilled')] as Officer;
  const { items } = await leader.caller.call(listSwapsRoute, { query: { state: 'waiting' } });
  const open = items.find(({ id }) => id === offer.id);
  expect(open?.to?.id).toBe(winner.memberId);
});

describe('what is refused, with nothing half done', () => {
  test('shifts of others, of the past, and a second request for the same shift', async () => {
    const shift = await add(an, '2026-12-07T06:00:00+07:00', '2026-12-07T14:00:00+07:00');
    const past = await add(an, '2026-11-20T06:00:00+07:00', '2026-11-20T14:00:00+07:00');
    const ask = (who: Officer, body: Record<string, string>) =>
      refusal(who.caller.call(requestSwapRoute, { body: { reason: 'Bận', ...body } as never }));
    expect(await ask(binh, { shiftId: shift.id })).toBe('team.notYourShift');
    expect(await ask(an, { shiftId: past.id })).toBe('team.shiftPast');
    expect(await ask(an, { shiftId: shift.id, toMemberId: newcomer })).toBe(
      'platform.invalid toMemberId team.notInTeamThatDay',
    );
    expect(await ask(an, { shiftId: shift.id, toMemberId: an.memberId })).toBe(
      'platform.invalid toMemberId team.sameMember',
    );
    expect(await ask(an, { shiftId: shift.id, toMemberId: chi.memberId, returnShiftId: past.id })).toBe(
      'platform.invalid returnShiftId team.notTheirShift',
    );
    expect(await ask(an, { shiftId: shift.id })).toBeUndefined();
    expect(await ask(an, { shiftId: shift.id })).toBe('team.swapOpen');
  });

  test('a swap whose shift was moved meanwhile is void', async () => {
    const shift = await add(an, '2026-12-09T06:00:00+07:00', '2026-12-09T14:00:00+07:00');
    const asked = await an.caller.call(requestSwapRoute, {
      body: { shiftId: shift.id, toMemberId: binh.memberId, reason: 'Bận' },
    });
    const agreed = await binh.caller.call(answerSwapRoute, answer(asked, true));
    const { memberId } = an;
    await app.as(['duty-officer']).call(updateShiftRoute, {
      params: { id: shift.id },
      body: {
        memberId,
        startsAt: '2026-12-09T08:00:00+07:00',
        endsAt: '2026-12-09T16:00:00+07:00',
        version: shift.version,
      },
    });
    expect(await refusal(leader.caller.call(decideSwapRoute, decision(agreed, true)))).toBe('team.swapVoid');
    expect(await holderOf(shift)).toBe('Lê An');
    const withdrawn = await an.caller.call(withdrawSwapRoute, {
      params: { id: asked.id },
      body: { version: agreed.version },
    });
    expect(withdrawn.state).toBe('withdrawn');
  });

  test('nobody approves a swap of an own shift, and a stale answer shows what stands', async () => {
    const shift = await add(leader, '2026-12-10T06:00:00+07:00', '2026-12-10T14:00:00+07:00');
    const asked = await leader.caller.call(requestSwapRoute, {
      body: { shiftId: shift.id, toMemberId: binh.memberId, reason: 'Họp' },
    });
    const stale = binh.caller.call(answerSwapRoute, {
      params: { id: asked.id },
      body: { accept: true, version: 9 },
    });
    expect(await refusal(stale)).toBe('platform.stale');
    const agreed = await binh.caller.call(answerSwapRoute, answer(asked, true));
    expect(await refusal(leader.caller.call(decideSwapRoute, decision(agreed, true)))).toBe(
      'team.swapOwnApproval',
    );
  });
});

describe('the planner moves shifts', () => {
  test('exchange and move check version, past, team and overlap', async () => {
    const one = await add(an, '2026-12-14T06:00:00+07:00', '2026-12-14T14:00:00+07:00');
    const other = await add(binh, '2026-12-15T06:00:00+07:00', '2026-12-15T14:00:00+07:00');
    const planner = app.as(['duty-officer']);
    const pair = {
      shiftId: one.id,
      shiftVersion: one.version,
      otherId: other.id,
      otherVersion: other.version,
    };
    const { items } = await planner.call(exchangeShiftsRoute, { body: pair });
    expect(items.map(({ member }) => member.fullName)).toEqual(['Lê Bình', 'Lê An']);
    expect(await refusal(planner.call(exchangeShiftsRoute, { body: pair }))).toBe('platform.stale');
    const move = (over: object) =>
      planner.call(updateShiftRoute, {
        params: { id: one.id },
        body: {
          memberId: binh.memberId,
          startsAt: one.startsAt,
          endsAt: one.endsAt,
          version: one.version + 1,
          ...over,
        },
      });
    expect(await refusal(move({ memberId: newcomer }))).toBe(
      'platform.invalid memberId team.notInTeamThatDay',
    );
    expect(
      await refusal(move({ startsAt: '2026-11-01T06:00:00+07:00', endsAt: '2026-11-01T14:00:00+07:00' })),
    ).toBe('platform.invalid startsAt team.inThePast');
    expect(await refusal(move({ startsAt: other.startsAt, endsAt: other.endsAt }))).toBe(
      'team.primaryOverlaps',
    );
    const moved = await move({ startsAt: '2026-12-16T06:00:00+07:00', endsAt: '2026-12-16T14:00:00+07:00' });
    expect(moved.startsAt).toBe('2026-12-15T23:00:00.000Z');
  });
});

const answer = ({ id, version }: { id: string; version: number }, accept: boolean) => ({
  params: { id },
  body: { accept, version },
});
const decision = ({ id, version }: { id: string; version: number }, approve: boolean) => ({
  params: { id },
  body: { approve, version },
});
