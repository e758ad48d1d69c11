import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../../apps/testing/test-app.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { openTestIncident } from '../../incidents/testing.ts';
import { addShiftRoute } from '../../team/contract/duty.ts';
import { draftHandOverRoute } from '../../team/contract/hand-over.ts';
import { createTestMember } from '../../team/testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app?.stop());

test('a hand-over note names the clocks that fall due within a day, and none of a TLP:RED incident', async () => {
  const system = app.system();
  const agencyId = await createTestAgency(system);
  const memberId = await createTestMember(system, { fullName: 'Trần Ra', agencyId });
  const desk = app.as(['duty-officer']);
  const shift = await desk.call(addShiftRoute, {
    body: { memberId, startsAt: '2026-11-22T22:00:00+07:00', endsAt: '2026-11-23T06:00:00+07:00' },
  });
  const severe = { agencyId, detectedAt: new Date('2026-11-22T23:00:00+07:00') };
  const open = await openTestIncident(system, severe);
  const red = await openTestIncident(system, { ...severe, tlp: 'red' });
  const { sections } = await desk.call(draftHandOverRoute, { params: { shiftId: shift.id } });
  const due = sections.find(({ titleKey }) => titleKey === 'duties.hand-over.due');
  const subjects = due?.items.map(({ params }) => String(params.subject)) ?? [];
  expect(subjects.some((subject) => subject.includes(open.number))).toBe(true);
  expect(JSON.stringify(sections)).not.toContain(red.number);
});
