import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../apps/testing/test-app.ts';
import { openTestIncident } from '../incidents/testing.ts';
import * as clocks from './contract/clocks.ts';
import { proveDispatchRoute, sendDispatchRoute, withdrawDispatchRoute } from './contract/dispatches.ts';
import { type ClockStage, createClockStage, refusal, sendTestDispatch } from './testing.ts';

let app: TestApp;
let stage: ClockStage;
const start = '2026-11-23T02:10:00+07:00';
beforeAll(async () => {
  app = await createTestApp();
  stage = createClockStage(app);
});
beforeEach(() => app.clock.set(start));
afterAll(() => app.stop());

describe('proof of dispatch', () => {
  test('only proof fulfils a duty; withdrawing it opens the duty again, and both stay to be read', async () => {
    const { id } = await openTestIncident(app.system());
    const clock = await stage.clockOf(id, 'B3');
    const sent = await stage.desk().call(sendDispatchRoute, {
      params: { id: clock.id },
      body: {
        recipients: [{ key: 'role:national-coordinator' }],
        channel: 'portal',
        title: 'Báo cáo 72 giờ',
      },
    });
    expect(sent.items[0]).toMatchObject({ state: 'waiting', proof: null });
    expect((await stage.clockOf(id, 'B3')).state).toBe('running');
    const dispatchId = sent.items[0]?.id ?? '';
    const form = new FormData();
    form.append('kind', 'receipt');
    form.append('reference', 'BN-2026-001');
    form.append('file', new Blob(['biên nhận']), 'bien-nhan.txt');
    const caller = stage.desk();
    const proven = await caller.inject({
      method: 'POST',
      url: `/api/v1/dispatches/${dispatchId}/proof`,
      payload: form,
    });
    expect(proven.statusCode).toBe(200);
    expect(proven.json()).toMatchObject({ state: 'proven', files: [{ name: 'bien-nhan.txt' }] });
    expect((await stage.clockOf(id, 'B3')).state).toBe('fulfilled');
    const twice = await refusal(
      stage.desk().call(proveDispatchRoute, { params: { id: dispatchId }, body: form }),
    );
    expect(twice.code).toBe('duties.dispatchStateWrong');
    await stage.desk().call(withdrawDispatchRoute, {
      params: { id: dispatchId },
      body: { reason: 'Tải nhầm biên nhận' },
    });
    const open = await stage.clockOf(id, 'B3');
    expect([open.state, open.fulfilledAt]).toEqual(['running', null]);
    expect(open.dispatches[0]).toMatchObject({
      state: 'withdrawn',
      proof: { reference: 'BN-2026-001' },
      withdrawal: { reason: 'Tải nhầm biên nhận' },
    });
    expect(open.events.map(({ kind }) => kind)).toEqual([
      'started',
      'dispatched',
      'proven',
      'fulfilled',
      'withdrawn',
      'reopened',
    ]);
  });

  test('a duty to several is fulfilled when the last of them is proven to be reached', async () => {
    const { id } = await openTestIncident(app.system());
    const clock = await stage.clockOf(id, 'A2');
    const [first, ...others] = clock.recipients.map(({ key }) => ({ key }));
    await sendTestDispatch(app.system(), clock.id, { recipients: first ? [first] : [] });
    expect((await stage.clockOf(id, 'A2')).recipients.map(({ state }) => state)).toEqual([
      'proven',
      'open',
      'open',
      'open',
    ]);
    app.clock.advance(60_000);
    await sendTestDispatch(app.system(), clock.id, { recipients: others });
    expect(await stage.clockOf(id, 'A2')).toMatchObject({
      state: 'fulfilled',
      fulfilledAt: app.clock.now().toISOString(),
    });
  });

  test('a late dispatch needs a reason, which stays when another is given', async () => {
    const { id } = await openTestIncident(app.system());
    app.clock.advance(4 * 86_400_000);
    const clock = await stage.clockOf(id, 'B3');
    expect(clock.needsReason).toBe(true);
    const body = {
      recipients: [{ key: 'role:national-coordinator' }],
      channel: 'official-letter' as const,
      title: 'Báo cáo',
      proof: { kind: 'letter-number' as const, reference: '15/BC' },
    };
    const refused = await refusal(stage.desk().call(sendDispatchRoute, { params: { id: clock.id }, body }));
    expect([refused.code, refused.errors?.[0]?.field]).toEqual(['duties.reasonRequired', 'lateReason']);
    await stage.desk().call(sendDispatchRoute, {
      params: { id: clock.id },
      body: { ...body, lateReason: 'Chờ kết quả giám định' },
    });
    const done = await stage.clockOf(id, 'B3');
    expect(done).toMatchObject({
      state: 'fulfilled',
      lateReason: 'Chờ kết quả giám định',
      needsReason: false,
    });
    const again = await stage.desk().call(clocks.explainLatenessRoute, {
      params: { id: clock.id },
      body: { version: done.version, reason: 'Mất kết nối đường truyền' },
    });
    expect(again.events.filter(({ kind }) => kind === 'reason-given').map(({ data }) => data.reason)).toEqual(
      ['Chờ kết quả giám định', 'Mất kết nối đường truyền'],
    );
  });

  test('after a progress report the next one starts, until the incident is no longer open', async () => {
    const { id } = await openTestIncident(app.system());
    await stage.classify(id, 'severe');
    app.clock.advance(3_600_000);
    const first = await stage.clockOf(id, 'A4');
    await sendTestDispatch(app.system(), first.id, {});
    const rounds = (await stage.clocksOf(id)).filter(({ ruleId }) => ruleId === 'A4');
    expect(rounds.map(({ occurrence, state, startedBy }) => [occurrence, state, startedBy]).sort()).toEqual([
      [1, 'fulfilled', 'condition-met'],
      [2, 'running', 'earlier-fulfilment'],
    ]);
    await stage.move(id, 'not-an-incident');
    expect((await stage.clocksOf(id)).filter(({ state }) => state === 'running')).toEqual([]);
  });

  test('wrong recipient, channel, address and future time are named by field', async () => {
    const { id } = await openTestIncident(app.system());
    const clock = await stage.clockOf(id, 'B3');
    const send = (body: object) =>
      refusal(
        stage.desk().call(sendDispatchRoute, {
          params: { id: clock.id },
          body: {
            recipients: [{ key: 'role:national-coordinator' }],
            channel: 'official-letter',
            title: 'Báo cáo',
            ...body,
          } as never,
        }),
      );
    const fieldOf = async (body: object) => (await send(body)).errors?.map(({ field }) => field);
    expect(await fieldOf({ recipients: [{ key: 'role:nobody' }] })).toEqual(['recipients.0.key']);
    expect(await fieldOf({ channel: 'by-hand' })).toEqual(['channel']);
    expect(await fieldOf({ channel: 'email' })).toEqual(['recipients.0.address']);
    expect(await fieldOf({ sentAt: '2030-01-01T00:00:00Z' })).toEqual(['sentAt']);
    expect(await fieldOf({ documents: [{ kind: 'official-document', id }] })).toEqual(['documents.0.id']);
  });
});
