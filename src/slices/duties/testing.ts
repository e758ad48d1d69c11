import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { createTestAgency } from '../agencies/testing.ts';
import { openTestIncident } from '../incidents/testing.ts';
import { createTestSystem } from '../systems/testing.ts';

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
