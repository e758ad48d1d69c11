import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestCaller } from '../../apps/testing/test-app.ts';
import { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { addShiftRoute, listShiftsRoute, myDutyRoute, removeShiftRoute } from '../team/contract/duty.ts';
import {
  draftHandOverRoute,
  getHandOverRoute,
  giveHandOverRoute,
  saveHandOverRoute,
  signHandOverRoute,
} from '../team/contract/hand-over.ts';
import { createTestMember } from '../team/testing.ts';
import { createTestPerson, openTestIncident } from './testing.ts';

let app: TestApp;
let leaving: TestCaller;
let coming: TestCaller;
let stranger: TestCaller;
let shiftId: string;
let agencyId: string;

beforeAll(async () => {
  app = await createTestApp();
  const system = app.system();
  agencyId = await createTestAgency(system);
  const member = async (fullName: string) => {
    const personId = await createTestPerson(system, fullName);
    const memberId = await createTestMember(system, { fullName, agencyId, personId });
    return { memberId, caller: app.as(['responder'], { id: personId, label: fullName }) };
  };
  const one = await member('Trần Ra');
  const two = await member('Trần Vào');
  leaving = one.caller;
  coming = two.caller;
  stranger = (await member('Trần Khác')).caller;
  const add = (memberId: string, startsAt: string, endsAt: string) =>
    app.as(['duty-officer']).call(addShiftRoute, { body: { memberId, startsAt, endsAt } });
  await add(two.memberId, '2026-11-21T22:00:00+07:00', '2026-11-22T06:00:00+07:00');
  shiftId = (await add(one.memberId, '2026-11-22T22:00:00+07:00', '2026-11-23T06:00:00+07:00')).id;
  await add(two.memberId, '2026-11-23T06:00:00+07:00', '2026-11-23T14:00:00+07:00');
});
afterAll(() => app?.stop());

const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ProblemError ? error.problem.code : undefined;
};
const path = () => ({ params: { shiftId } });

test('the system drafts what changed since the next officer’s last shift, the officer adds, the next one signs', async () => {
  const incident = await openTestIncident(app.system(), { agencyId, title: 'Cổng thông tin chèn liên kết' });
  const desk = app.as(['duty-officer'], { label: 'Trực ban' });
  expect((await coming.call(getHandOverRoute, { query: { shiftId } })).handOver).toBeNull();
  expect((await leaving.call(myDutyRoute)).toHandOver?.id).toBe(shiftId);
  const draft = await desk.call(draftHandOverRoute, path());
  expect(draft.sinceAt).toBe('2026-11-21T23:00:00.000Z');
  expect(draft.nextMember?.fullName).toBe('Trần Vào');
  const told = JSON.stringify(draft.sections);
  expect(told).toContain(incident.number);
  expect(told).toContain('Cổng thông tin chèn liên kết');

  const saved = await leaving.call(saveHandOverRoute, {
    ...path(),
    body: { note: 'Đã gọi đầu mối, chờ gọi lại lúc 7 giờ.', version: draft.version },
  });
  const renewed = await leaving.call(draftHandOverRoute, path());
  expect(renewed.note).toBe(saved.note);
  const early = coming.call(signHandOverRoute, { ...path(), body: { version: renewed.version } });
  expect(await refusal(early)).toBe('team.handOverNotGiven');
  const stale = leaving.call(giveHandOverRoute, { ...path(), body: { note: 'x', version: draft.version } });
  expect(await refusal(stale)).toBe('platform.stale');
  const given = await leaving.call(giveHandOverRoute, {
    ...path(),
    body: { note: saved.note, version: renewed.version },
  });
  expect(given).toMatchObject({ state: 'given', givenBy: 'Trần Ra', can: { sign: false } });

  app.clock.set('2026-11-23T06:05:00+07:00');
  expect((await coming.call(myDutyRoute)).toSign?.id).toBe(shiftId);
  const own = leaving.call(signHandOverRoute, { ...path(), body: { version: given.version } });
  expect(await refusal(own)).toBe('team.handOverNotYours');
  const signed = await coming.call(signHandOverRoute, {
    ...path(),
    body: { remark: 'Đã nhận đủ.', version: given.version },
  });
  expect(signed).toMatchObject({
    state: 'signed',
    signedBy: { fullName: 'Trần Vào' },
    remark: 'Đã nhận đủ.',
  });
  for (const again of [
    () => leaving.call(saveHandOverRoute, { ...path(), body: { note: 'khác', version: signed.version } }),
    () => leaving.call(draftHandOverRoute, path()),
    () => coming.call(signHandOverRoute, { ...path(), body: { version: signed.version } }),
  ]) {
    expect(await refusal(again())).toBe('team.handOverSigned');
  }
});

test('the note is seen by the two and by who sees everything; others find nothing', async () => {
  expect(await refusal(stranger.call(getHandOverRoute, { query: { shiftId } }))).toBe('platform.notFound');
  expect(await refusal(stranger.call(draftHandOverRoute, path()))).toBe('platform.notFound');
  expect((await app.as(['auditor']).call(getHandOverRoute, { query: { shiftId } })).handOver?.state).toBe(
    'signed',
  );
  expect(await refusal(app.as(['agency-head']).call(getHandOverRoute, { query: { shiftId } }))).toBe(
    'platform.notAllowed',
  );
});

test('the list shows which shift was not signed for, and a shift with a note stays', async () => {
  const { items } = await app
    .as(['responder'])
    .call(listShiftsRoute, { query: { from: '2026-11-21', days: 3 } });
  expect(items.map(({ handOver }) => handOver)).toEqual([null, 'signed', null]);
  expect(await refusal(app.as(['duty-officer']).call(removeShiftRoute, { params: { id: shiftId } }))).toBe(
    'team.shiftHandedOver',
  );
});
