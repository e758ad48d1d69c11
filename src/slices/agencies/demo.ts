import type { Ctx } from '../../platform/ctx/ctx.ts';
import { foldText } from '../../platform/search/fold.ts';
import type { OrganisationRole } from './contract/codes.ts';
import { type BatchAgency, batchAgencySchema } from './contract.ts';
import { type DemoAgency, demoAgencies, demoContactNames, demoSuccessions } from './data/demo-agencies.ts';
import { fillCareDemo } from './demo-care.ts';
import { importAgencies } from './import-agencies.ts';
import { setOrganisationRole } from './organisation-roles.ts';
import { succeedAgencies } from './succeed-agencies.ts';

/** Ids of the invented agencies by their code. */
export type DemoAgencies = ReadonlyMap<string, string>;

const DOMAIN = 'minhson.gov.vn.example';
const blocks = ['192.0.2', '198.51.100', '203.0.113'];

/** The sixteen addresses of the agency at this place of the list, out of the three documentation networks. */
export const demoNetworkOf = (index: number): string =>
  `${blocks[Math.floor(index / 16) % blocks.length]}.${(index % 16) * 16}/28`;

const mailboxOf = (fullName: string): string => {
  const words = foldText(fullName).split(' ');
  return `${words.at(-1)}${words
    .slice(0, -1)
    .map((word) => word[0])
    .join('')}`;
};

const nameAt = (index: number): string => demoContactNames[index % demoContactNames.length] as string;
const phoneAt = (index: number): string =>
  `0000 ${String(100 + Math.floor(index / 1000))} ${String(index % 1000).padStart(3, '0')}`;

const contactsOf = (agency: DemoAgency, index: number, domain: string, since: string) => {
  const person = (offset: number) => {
    const fullName = nameAt(index * 2 + offset);
    return {
      fullName,
      email: `${mailboxOf(fullName)}@${domain}`,
      phone: phoneAt(index * 4 + offset),
      validFrom: since,
    };
  };
  return [
    { kind: 'head', title: agency.headTitle ?? 'Thủ trưởng', ...person(0) },
    { kind: 'focal-point', title: 'Chuyên viên công nghệ thông tin', isPublic: true, ...person(1) },
    ...(index % 3 === 0 ? [{ kind: 'backup-focal-point', title: 'Văn thư', ...person(2) }] : []),
    {
      kind: 'hotline',
      fullName: 'Trực cơ quan',
      phone: phoneAt(index * 4 + 3),
      isPublic: true,
      validFrom: since,
    },
  ];
};

const toItem = (agency: DemoAgency, index: number): BatchAgency => {
  const since = agency.from ?? '2010-01-01';
  const hasDomain = agency.label !== undefined;
  const domain = agency.label ? `${agency.label}.${DOMAIN}` : DOMAIN;
  return batchAgencySchema.parse({
    code: agency.code,
    name: agency.name,
    shortName: agency.shortName,
    kind: agency.kind,
    parentCode: agency.parentCode ?? null,
    address: `Số ${index + 1}, đường Mô Phỏng, tỉnh Minh Sơn`,
    phone: agency.kind === 'national-body' ? null : phoneAt(index * 4),
    email: hasDomain ? `vanthu@${domain}` : null,
    website: hasDomain ? `https://${domain}` : null,
    validFrom: since,
    domains: hasDomain ? [domain] : [],
    networks: hasDomain ? [demoNetworkOf(index), `2001:db8:${(index + 1).toString(16)}::/48`] : [],
    contacts: hasDomain ? contactsOf(agency, index, domain, since) : [],
  });
};

const demoRoles: readonly [OrganisationRole, string, string][] = [
  ['peoples-committee', 'UBND', '2010-01-01'],
  ['steering-committee', 'BCD', '2018-01-01'],
  ['standing-agency', 'STTTT', '2022-11-15'],
  ['standing-agency', 'CAT', '2025-03-01'],
  ['specialised-unit', 'STTTT', '2022-11-15'],
  ['specialised-unit', 'PA05', '2025-03-01'],
  ['national-coordinator', 'DPQG', '2025-03-01'],
];

/**
 * Fills the register with the invented province Minh Sơn: agencies of today, those that the reforms of 2025 ended, contacts,
 * networks, domains and the holders of the roles of the network. Deterministic; for an empty register.
 */
export const fillAgenciesDemo = (ctx: Ctx): Promise<DemoAgencies> =>
  ctx.tx(async () => {
    const { ids } = await importAgencies(ctx, demoAgencies.map(toItem), { isDemo: true });
    const idOf = new Map(demoAgencies.map((agency, index) => [agency.code, ids[index] as string]));
    const idsOf = (codes: readonly string[]) => codes.map((code) => idOf.get(code) as string);
    // Roles first: a succession ends the roles of the bodies that end.
    for (const [role, code, validFrom] of demoRoles) {
      await setOrganisationRole(ctx, role, { agencyId: idOf.get(code) as string, validFrom });
    }
    for (const { kind, onDate, from, to } of demoSuccessions) {
      await succeedAgencies(ctx, { kind, onDate, predecessorIds: idsOf(from), successorIds: idsOf(to) });
    }
    await fillCareDemo(ctx, idOf);
    return idOf;
  });
