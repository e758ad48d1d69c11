import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../../apps/testing/test-app.ts';
import { openTestIncident } from '../../incidents/testing.ts';
import { incidentClocksRoute } from '../contract/clocks.ts';
import * as sets from '../contract/rule-sets.ts';
import type { RuleSetContent } from '../contract/rules.ts';
import { firstRuleSet } from '../data/first-rule-set.ts';
import { nextWindow, recordDispatch } from '../public.ts';
import { refusal, sendTestDispatch } from '../testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(() => app.clock.set('2026-11-23T02:10:00+07:00'));
afterAll(() => app.stop());

const withHours = (hours: number): RuleSetContent => ({
  ...firstRuleSet,
  rules: firstRuleSet.rules.map((rule) =>
    rule.id === 'B3' ? { ...rule, limit: { unit: 'hours', value: hours } } : rule,
  ),
});

describe('rule sets', () => {
  test('a change takes two people, gets a number, and counts from its day on; older incidents keep theirs', async () => {
    const writer = app.as(['team-leader'], { id: '00000000-0000-7000-8000-000000000a01' });
    const second = app.as(['deputy-leader'], { id: '00000000-0000-7000-8000-000000000a02' });
    const older = await openTestIncident(app.system());
    const draft = await writer.call(sets.createRuleSetRoute, {
      body: { validFrom: '2026-11-25', note: 'Rút thời hạn báo cáo còn 48 giờ' },
    });
    const params = { id: draft.id };
    const saved = await writer.call(sets.saveRuleSetRoute, {
      params,
      body: { version: draft.version, validFrom: '2026-11-25', note: draft.note, content: withHours(48) },
    });
    expect(saved.differences).toEqual([{ ruleId: 'B3', kind: 'changed', fields: ['limit.value'] }]);
    const proposed = await writer.call(sets.proposeRuleSetRoute, {
      params,
      body: { version: saved.version },
    });
    const body = { version: proposed.version };
    expect(proposed.can.approve).toBe(false);
    expect((await refusal(writer.call(sets.approveRuleSetRoute, { params, body }))).code).toBe(
      'duties.secondPersonNeeded',
    );
    const approved = await second.call(sets.approveRuleSetRoute, { params, body });
    expect([approved.state, approved.number, approved.isInForce]).toEqual(['approved', 2, false]);
    app.clock.set('2026-11-25T08:00:00+07:00');
    const newer = await openTestIncident(app.system());
    const limitsOf = async (id: string) => {
      const { items, ruleSetNumber } = await writer.call(incidentClocksRoute, { params: { id } });
      return [ruleSetNumber, items.find(({ ruleId }) => ruleId === 'B3')?.limit];
    };
    expect(await limitsOf(older.id)).toEqual([1, { unit: 'hours', value: 72 }]);
    expect(await limitsOf(newer.id)).toEqual([2, { unit: 'hours', value: 48 }]);
    expect((await writer.call(sets.listRulesRoute)).number).toBe(2);
    expect((await writer.call(sets.listRulesRoute, { query: { on: '2026-11-24' } })).number).toBe(1);
    const frozen = await refusal(
      writer.call(sets.saveRuleSetRoute, {
        params,
        body: {
          version: approved.version,
          validFrom: '2026-11-26',
          note: 'Sửa sau phê duyệt',
          content: withHours(1),
        },
      }),
    );
    expect(frozen.code).toBe('duties.ruleSetStateWrong');
  });

  test('an export comes in again as a draft; a dry run only tells the differences', async () => {
    const leader = app.as(['team-leader']);
    const { items } = await leader.call(sets.listRuleSetsRoute);
    const first = items.find(({ number }) => number === 1);
    const file = await leader.inject({ url: `/api/v1/duty-rule-sets/${first?.id}/export` });
    expect(file.headers['content-disposition']).toContain('khien-duty-rules-1.json');
    const content = { ...file.json(), rules: file.json().rules.slice(1) };
    const body = { content, validFrom: '2026-12-01', note: 'Nhập từ tỉnh bạn' };
    const dry = await leader.call(sets.importRuleSetRoute, { body: { ...body, isDryRun: true } });
    expect(dry).toMatchObject({ id: null, ruleCount: content.rules.length });
    expect(dry.differences).toContainEqual({ ruleId: 'A1', kind: 'removed', fields: [] });
    const before = (await leader.call(sets.listRuleSetsRoute)).items.length;
    const kept = await leader.call(sets.importRuleSetRoute, { body: { ...body, isDryRun: false } });
    expect((await leader.call(sets.getRuleSetRoute, { params: { id: kept.id ?? '' } })).state).toBe('draft');
    expect((await leader.call(sets.listRuleSetsRoute)).items.length).toBe(before + 1);
  });

  test('bad input is named by its path: unit, unknown field, double id, window, past day', async () => {
    const leader = app.as(['team-leader']);
    const [rule, other] = firstRuleSet.rules;
    const pathsOf = async (rules: unknown[], validFrom = '2026-12-01') =>
      (
        await refusal(
          leader.call(sets.importRuleSetRoute, {
            body: {
              content: { ...firstRuleSet, rules },
              validFrom,
              note: 'Thử nhập',
              isDryRun: true,
            } as never,
          }),
        )
      ).errors?.map(({ field }) => field);
    expect(await pathsOf([{ ...rule, limit: { unit: 'fortnights', value: 1 } }])).toEqual([
      'content.rules.0.limit.unit',
    ]);
    expect(await pathsOf([rule, { ...other, colour: 'red' }])).toEqual(['content.rules.1.colour']);
    expect(await pathsOf([rule, rule])).toEqual(['content.rules.1.id']);
    expect(await pathsOf([{ ...rule, trigger: { kind: 'yearly', before: '02-30' } }])).toContain(
      'content.rules.0.trigger.before',
    );
    expect(await pathsOf([{ ...rule, recipients: [] }])).toEqual(['content.rules.0.recipients']);
    expect(await pathsOf([rule], '2026-11-01')).toEqual(['validFrom']);
  });

  test('the preview counts what last year would have been, beside the rules in force', async () => {
    const leader = app.as(['team-leader']);
    const incident = await openTestIncident(app.system(), { detectedAt: new Date('2026-11-20T00:00:00Z') });
    const { items } = await leader.call(incidentClocksRoute, { params: { id: incident.id } });
    await sendTestDispatch(app.system(), items.find(({ ruleId }) => ruleId === 'B3')?.id ?? '', {
      sentAt: '2026-11-22T06:00:00Z',
    });
    const draft = await leader.call(sets.importRuleSetRoute, {
      body: { content: withHours(24), validFrom: '2026-12-01', note: 'Còn 24 giờ', isDryRun: false },
    });
    const preview = await leader.call(sets.previewRuleSetRoute, {
      params: { id: draft.id ?? '' },
      body: { from: '2026-11-20', to: '2026-11-20' },
    });
    expect(preview.incidents).toBe(1);
    expect(preview.rules.find(({ ruleId }) => ruleId === 'B3')).toMatchObject({
      before: { clocks: 1, late: 0 },
      after: { clocks: 1, late: 1 },
    });
    expect(preview.examples).toEqual([
      expect.objectContaining({
        ruleId: 'B3',
        number: incident.number,
        dueBefore: '2026-11-23T00:00:00.000Z',
        dueAfter: '2026-11-21T00:00:00.000Z',
      }),
    ]);
  });

  test('the schema is served to whoever reads the rules', async () => {
    const answer = await app.as(['auditor']).inject({ url: '/api/v1/duty-rule-schema' });
    expect(answer.json().properties).toHaveProperty('rules');
  });
});

describe('for the periodic reports', () => {
  test('the next window of a yearly rule, and a dispatch that fulfils its duty', async () => {
    const system = app.system();
    const window = await system.tx((tx) => nextWindow(tx, 'A8.2', '2026-11-23'));
    expect(window).toMatchObject({ from: '2025-12-15', to: '2026-12-14', before: '2026-12-15', year: 2026 });
    expect(await system.tx((tx) => nextWindow(tx, 'A2', '2026-11-23'))).toBeUndefined();
    const record = {
      ruleId: 'A8.2',
      year: 2026,
      recipientKey: 'role:national-coordinator',
      recipientName: 'Trung tâm An ninh mạng quốc gia',
      channel: 'portal',
      title: 'Báo cáo tổng hợp năm 2026',
      proof: { kind: 'receipt', reference: 'BN-77' },
    } as const;
    const { clockId } = await system.tx((tx) => recordDispatch(system, tx, record));
    const { clockId: again } = await system.tx((tx) => recordDispatch(system, tx, record));
    expect(again).toBe(clockId);
    const clock = await system.tx((tx) =>
      tx.selectFrom('duty_clocks').selectAll().where('id', '=', clockId).executeTakeFirstOrThrow(),
    );
    expect(clock.state).toBe('fulfilled');
  });
});
