import { createSystemActor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { createPerson, getOrganisationProfile } from '../../slices/accounts/public.ts';
import type { Role } from '../../slices/accounts/roles.ts';
import { fillAgenciesDemo } from '../../slices/agencies/demo.ts';
import { fillDocumentsDemo } from '../../slices/documents/demo.ts';
import { fillDutiesDemo } from '../../slices/duties/demo.ts';
import { fillIncidentsDemo } from '../../slices/incidents/demo.ts';
import { fillIntakeDemo } from '../../slices/intake/demo.ts';
import { fillMobilisationDemo } from '../../slices/mobilisation/demo.ts';
import { fillReportsDemo } from '../../slices/reports/demo.ts';
import { fillSystemsDemo } from '../../slices/systems/demo.ts';
import { fillTeamDemo } from '../../slices/team/demo.ts';
import { demoAccounts, demoPassword } from './demo-accounts.ts';

export type DemoSignIn = { role: string; email: string; password: string; totpSecret: string };

/** Stands in the profile of a demo installation and nowhere else; `demo reset` looks for it before it deletes anything. */
export const demoMark = 'Dữ liệu trình diễn, không có thật';

const demoProfile = {
  team_name_vi: 'Đội ứng cứu sự cố tỉnh Minh Sơn (trình diễn)',
  team_name_en: 'Minh Son Incident Response Team (demo)',
  standing_agency_name: 'Công an tỉnh Minh Sơn',
  governing_body: 'UBND tỉnh Minh Sơn',
  province: 'Minh Sơn',
  place_name: 'Minh Sơn',
  address: `Số 1, đường Mô Phỏng, tỉnh Minh Sơn. ${demoMark}`,
  hotline: '0000 114 114',
  email: 'ungcuusuco@minhson.example',
  website: 'https://ungcuu.minhson.example',
};

const handlingRoles: readonly Role[] = ['team-leader', 'duty-officer', 'responder'];

const signIns = (): DemoSignIn[] =>
  demoAccounts.map(({ email, totpSecret, roles }) => ({
    role: roles[0]?.role ?? '',
    email,
    password: demoPassword,
    totpSecret,
  }));

const createAccounts = (ctx: Ctx, agencies: ReadonlyMap<string, string>): Promise<Map<string, string>> =>
  ctx.tx(async (tx) => {
    const ids = new Map<string, string>();
    for (const account of demoAccounts) {
      const { id } = await createPerson(
        ctx,
        tx,
        {
          id: uuid7(),
          fullName: account.fullName,
          email: account.email,
          phone: null,
          language: 'vi',
          state: 'active',
          roles: account.roles.map(({ role, agencyCode }) => ({
            role,
            agencyId: agencyCode ? (agencies.get(agencyCode) ?? null) : null,
          })),
        },
        { password: demoPassword, totpSecret: account.totpSecret },
      );
      ids.set(account.fullName, id);
    }
    return ids;
  });

/** Those of the demo's accounts who handle incidents. */
const listHandlers = (ctx: Ctx): Promise<string[]> =>
  ctx.tx(async (tx) => {
    const emails = demoAccounts
      .filter(({ roles }) => roles.some(({ role }) => handlingRoles.includes(role)))
      .map((account) => account.email);
    const rows = await tx
      .selectFrom('people')
      .select('id')
      .where('email', 'in', emails)
      .orderBy('id')
      .execute();
    return rows.map((row) => row.id);
  });

const listIds = async (ctx: Ctx, table: 'agencies' | 'systems'): Promise<string[]> =>
  ctx.tx(async (tx) => {
    const rows = await tx.selectFrom(table).select('id').orderBy('id').execute();
    return rows.map((row) => row.id);
  });

type Filled = 'incidents' | 'reports' | 'call_ups' | 'periodic_reports';

const isEmpty = async (ctx: Ctx, table: Filled): Promise<boolean> =>
  ctx.tx(async (tx) => !(await tx.selectFrom(table).select('id').limit(1).executeTakeFirst()));

/** The province and its people: one transaction, which also marks the system as a demo. */
const fillProvince = (ctx: Ctx): Promise<void> =>
  ctx.tx(async (tx) => {
    const agencies = await fillAgenciesDemo(ctx);
    const people = await createAccounts(ctx, agencies);
    await fillTeamDemo(ctx, agencies, people);
    await fillSystemsDemo(ctx, agencies);
    await tx
      .updateTable('organisation_profile')
      .set({ ...demoProfile, is_set_up: true, updated_at: ctx.now() })
      .execute();
  });

/**
 * Fills an empty system with an invented province: agencies, team, systems, three months of incidents, reports. A
 * system that is already the demo keeps its data; what an interrupted start left out is added.
 * @returns the sign-ins
 * @throws Error in a system that holds real data
 */
export const fillDemo = async (services: Services): Promise<DemoSignIn[]> => {
  const ctx = createCtx(services, { actor: createSystemActor('demo'), language: 'vi' });
  const profile = await ctx.tx(getOrganisationProfile);
  const isDemo = profile.address.includes(demoMark);
  if (profile.isSetUp && !isDemo) {
    throw new Error('This system is already set up: the demo province goes only into an empty one.');
  }
  if (!isDemo) await fillProvince(ctx);
  if (await isEmpty(ctx, 'incidents')) {
    await fillIncidentsDemo(ctx, {
      agencyIds: await listIds(ctx, 'agencies'),
      systemIds: await listIds(ctx, 'systems'),
      personIds: await listHandlers(ctx),
    });
    await fillDocumentsDemo(ctx);
    await fillDutiesDemo(ctx);
  }
  if (await isEmpty(ctx, 'reports')) await fillIntakeDemo(ctx);
  if (await isEmpty(ctx, 'periodic_reports')) await fillReportsDemo(ctx);
  if (await isEmpty(ctx, 'call_ups')) await fillMobilisationDemo(ctx);
  return signIns();
};
