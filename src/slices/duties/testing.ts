import { sql } from 'kysely';
import type { TestApp } from '../../apps/testing/test-app.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { ProblemError } from '../../platform/http/client.ts';
import { createTestAgency } from '../agencies/testing.ts';
import {
  classifyIncidentRoute,
  moveIncidentRoute,
  updateIncidentRoute,
} from '../incidents/contract/incident-routes.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestSystem } from '../systems/testing.ts';
import { readClock } from './clocks/read-clocks.ts';
import * as clocks from './contract/clocks.ts';
import type { Dispatch, SendDispatch } from './contract/dispatches.ts';
import { sendDispatches } from './dispatch/send-dispatches.ts';

/** Words that are nothing but text, whatever a template, an archive or a browser could make of them. */
export const hostileText = '#import "x" $sum$ </w:t><script>alert(1)</script> & "ngoặc" \\n {{number}} ]]>';

/** Fills the organisation's profile as set-up does. */
export const setTestProfile = (ctx: Ctx): Promise<void> =>
  ctx.tx(async (tx) => {
    await sql`update organisation_profile set team_name_vi = ${'Đội Ứng cứu sự cố tỉnh Sông Mây'},
      governing_body = ${'Ủy ban nhân dân tỉnh Sông Mây'}, province = 'Sông Mây', place_name = 'Sông Mây',
      address = ${'Số 1 đường Ven Sông, tỉnh Sông Mây'}, hotline = '0200 000 000',
      email = 'ucsc@songmay.example', is_set_up = true`.execute(tx);
  });

/** An agency with contacts and a system, and an incident there: everything that form 03 can take. */
export const openFilledIncident = async (ctx: Ctx, over: { tlp?: 'amber' | 'red' } = {}) => {
  const agencyId = await createTestAgency(ctx, {
    name: 'Sở Nông nghiệp và Môi trường',
    shortName: 'SNNMT',
    address: 'Số 12 đường Bến Cũ',
  });
  await ctx.tx(async (tx) => {
    await sql`insert into agency_contacts (id, agency_id, kind, full_name, title, phone, email, is_public, valid_from)
      values (gen_random_uuid(), ${agencyId}, 'focal-point', ${'Hoàng Thị Ánh Tuyết'}, ${'Trưởng phòng Hạ tầng'},
        '0900 000 111', 'tuyet.ht@songmay.example', false, '2020-01-01')`.execute(tx);
  });
  const systemId = await createTestSystem(ctx, {
    agencyId,
    name: 'Cổng thông tin đất đai',
    level: 3,
    purpose: 'Tra cứu quy hoạch và nộp hồ sơ đất đai trực tuyến',
    operatorName: 'Trung tâm Công nghệ số',
    ownerName: 'Sở Nông nghiệp và Môi trường tỉnh Sông Mây',
    operatingSystem: 'Ubuntu Server',
    versionText: '22.04 LTS',
    services: ['web', 'database', 'other'],
    servicesOther: 'bản đồ số',
    protections: ['antivirus', 'firewall'],
    publicAddresses: ['203.0.113.10'],
    domains: ['datdai.songmay.example'],
    isp: 'Viễn thông Sông Mây',
    hosting: 'Trung tâm dữ liệu tỉnh',
    securityProvider: 'Công ty An ninh mạng Mây Xanh',
  });
  const incident = await openTestIncident(ctx, {
    title: 'Mã độc mã hóa dữ liệu Cổng thông tin đất đai',
    description: 'Máy chủ chậm bất thường, xuất hiện tệp đuôi .locked.',
    agencyId,
    systemId,
    detectedAt: new Date('2026-11-22T18:05:00Z'),
    ...over,
  });
  return { ...incident, agencyId, systemId };
};

/** A dispatch to the first recipient of a clock, sent by hand and proven by a letter's number. */
export const sendTestDispatch = async (
  ctx: Ctx,
  clockId: string,
  over: Partial<SendDispatch> = {},
): Promise<{ items: Dispatch[] }> => {
  const { recipients } = await readClock(ctx, clockId);
  return sendDispatches(ctx, clockId, {
    recipients: recipients.map(({ key }) => ({ key })),
    channel: 'official-letter',
    title: 'Báo cáo sự cố',
    message: '',
    documents: [],
    proof: { kind: 'letter-number', reference: '12/BC-ĐƯCSC' },
    ...over,
  });
};

/** The problem with which a call was refused. */
export const refusal = async (work: Promise<unknown>) =>
  ((await work.catch((error: unknown) => error)) as ProblemError).problem;
/** People and steps for tests of clocks. */
export const createClockStage = (app: TestApp) => {
  const desk = () => app.as(['duty-officer']);
  const leader = () => app.as(['team-leader']);
  const clocksOf = async (id: string) =>
    (await leader().call(clocks.incidentClocksRoute, { params: { id } })).items;
  const clockOf = async (id: string, ruleId: string) => {
    const found = (await clocksOf(id)).find((one) => one.ruleId === ruleId);
    if (!found) throw new Error(`no clock ${ruleId}`);
    return found;
  };
  const versionOf = (id: string) =>
    app.system().tx(async (tx) => {
      const row = await tx
        .selectFrom('incidents')
        .select('version')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return row.version;
    });
  const classify = async (id: string, group: 'severe' | 'ordinary') => {
    const version = await versionOf(id);
    return leader().call(classifyIncidentRoute, {
      params: { id },
      body: {
        version,
        group,
        severity: group === 'severe' ? 'M1' : 'M3',
        cause: 'attack',
        reason: 'Theo kết quả xác minh',
      },
    });
  };
  const update = async (id: string, facts: Record<string, unknown>) => {
    const version = await app
      .system()
      .tx(
        async (tx) =>
          (await tx.selectFrom('incidents').select('version').where('id', '=', id).executeTakeFirstOrThrow())
            .version,
      );
    return leader().call(updateIncidentRoute, { params: { id }, body: { version, ...facts } });
  };
  const move = async (id: string, to: 'not-an-incident' | 'reopened' | 'verifying') => {
    const version = await app
      .system()
      .tx(
        async (tx) =>
          (await tx.selectFrom('incidents').select('version').where('id', '=', id).executeTakeFirstOrThrow())
            .version,
      );
    return leader().call(moveIncidentRoute, { params: { id }, body: { version, to, reason: 'Đã xác minh' } });
  };
  return { desk, leader, clocksOf, clockOf, classify, update, move };
};
export type ClockStage = ReturnType<typeof createClockStage>;
