import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { openAttention } from './attention.ts';
import { proposeChangeSchema } from './contract/changes.ts';
import { batchAgencySchema, createAgencySchema } from './contract.ts';
import { createAgency } from './create-agency.ts';
import { getAgency } from './describe-agency.ts';
import { importAgencies } from './import-agencies.ts';
import { proposeChange } from './propose-change.ts';

let sequence = 0;

/** A body for `createAgencyRoute` that is valid and unlike the others. */
export const buildAgency = (
  over: Partial<z.input<typeof createAgencySchema>> = {},
): z.input<typeof createAgencySchema> => {
  sequence += 1;
  return {
    code: `T${sequence}`,
    name: `Sở Thử nghiệm số ${sequence}`,
    shortName: `STN${sequence}`,
    kind: 'department',
    validFrom: '2020-01-01',
    ...over,
  };
};

/** Adds one agency and gives its id. `ctx` must be allowed to create agencies, e.g. the system. */
export const createTestAgency = async (
  ctx: Ctx,
  over: Partial<z.input<typeof createAgencySchema>> = {},
): Promise<string> => (await createAgency(ctx, createAgencySchema.parse(buildAgency(over)))).id;

/** A pending proposal of the agency for a new telephone number. @returns its id */
export const proposeTestChange = async (
  app: {
    as: (
      roles: readonly ['agency-focal-point'],
      options: { organisationIds: readonly string[] },
    ) => { ctx(): Ctx };
  },
  agencyId: string,
): Promise<string> => {
  const focal = app.as(['agency-focal-point'], { organisationIds: [agencyId] });
  const { version } = await getAgency(focal.ctx(), agencyId);
  const body = proposeChangeSchema.parse({ version, phone: '0000 777', contacts: [] });
  return (await proposeChange(focal.ctx(), agencyId, body)).id;
};

/** An open item about the agency's contacts. @returns its id */
export const openTestAttention = (ctx: Ctx, agencyId: string): Promise<string> =>
  ctx.tx(async (tx) => {
    await openAttention(ctx, tx, { agencyId, kind: 'no-contact', about: null, isWithHead: false });
    const row = await tx
      .selectFrom('agency_attention')
      .select('id')
      .where('agency_id', '=', agencyId)
      .executeTakeFirstOrThrow();
    return row.id;
  });

const kinds = ['department', 'commune', 'ward', 'public-service-unit'] as const;

/**
 * Adds many agencies (at most 500 per call) with contacts, a domain `aN.bench.example` and a network out of 10.0.0.0/8 each;
 * for benchmarks. @returns their ids in order
 */
export const createManyAgencies = async (ctx: Ctx, count: number): Promise<string[]> => {
  const items = Array.from({ length: count }, (_, index) =>
    batchAgencySchema.parse({
      code: `BENCH-${index}`,
      name: `Cơ quan đo tải số ${index}`,
      shortName: `ĐT${index}`,
      kind: kinds[index % kinds.length],
      phone: '0000 000 000',
      validFrom: '2020-01-01',
      domains: [`a${index}.bench.example`],
      networks: [`10.${Math.floor(index / 200) + 100}.${index % 200}.0/24`],
      contacts: [
        {
          kind: 'head',
          fullName: `Thủ trưởng ${index}`,
          email: `head${index}@a${index}.bench.example`,
          validFrom: '2020-01-01',
        },
        {
          kind: 'hotline',
          fullName: 'Trực ban',
          phone: '0000 000 000',
          isPublic: true,
          validFrom: '2020-01-01',
        },
      ],
    }),
  );
  return (await importAgencies(ctx, items)).ids;
};
