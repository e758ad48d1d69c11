import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { foldText } from '../../platform/search/fold.ts';
import { findAgency, normaliseHost } from '../agencies/public.ts';
import {
  type CreateSystem,
  type System,
  systemChanged,
  systemErrors,
  type UpdateSystem,
} from './contract.ts';
import { describeSystem, getSystemRow, type SystemRow } from './queries.ts';

/** Ranges that never appear on the Internet (RFC 1918, 6598, 1122, 3927, 4193, 4291). */
const internal = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  internal.addSubnet(network, prefix, 'ipv4');
}
internal.addSubnet('fc00::', 7, 'ipv6');
internal.addSubnet('fe80::', 10, 'ipv6');
internal.addAddress('::1', 'ipv6');
internal.addAddress('::', 'ipv6');

const checkTraces = (input: CreateSystem) => {
  const faults: FieldError[] = [];
  const domains = input.domains.map((text, index) => {
    const host = normaliseHost(text);
    if (!host) faults.push({ field: `domains.${index}`, reason: 'invalid' });
    return host ?? '';
  });
  const addresses = input.publicAddresses.map((text, index) => {
    const field = `publicAddresses.${index}`;
    if (!isIP(text) || text.includes('%')) faults.push({ field, reason: 'systems.address' });
    else if (internal.check(text, isIPv6(text) ? 'ipv6' : 'ipv4')) {
      faults.push({ field, reason: 'systems.internalAddress' });
    }
    return text;
  });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults.slice(0, 100) });
  return { domains: [...new Set(domains)], public_addresses: [...new Set(addresses)] };
};

const toColumns = (input: CreateSystem) => ({
  agency_id: input.agencyId,
  name: input.name,
  code: input.code,
  purpose: input.purpose,
  level: input.level,
  operator_name: input.operatorName,
  owner_name: input.ownerName,
  ...checkTraces(input),
  operating_system: input.operatingSystem,
  version_text: input.versionText,
  services: [...new Set(input.services)],
  services_other: input.servicesOther,
  protections: [...new Set(input.protections)],
  protections_other: input.protectionsOther,
  isp: input.isp,
  hosting: input.hosting,
  security_provider: input.securityProvider,
  retired_on: input.retiredOn,
  search_text: foldText(
    [input.code, input.name, input.operatorName, ...input.domains].filter(Boolean).join(' '),
  ),
});

const checkReferences = async (tx: Tx, input: CreateSystem, ownId: string | null): Promise<void> => {
  if (!(await findAgency(tx, input.agencyId))) {
    throw platformErrors.invalid(undefined, { fields: [{ field: 'agencyId', reason: 'invalid' }] });
  }
  if (input.code === null) return;
  const other = await tx.selectFrom('systems').select('id').where('code', '=', input.code).executeTakeFirst();
  if (other && other.id !== ownId) throw systemErrors.codeTaken({ code: input.code });
};

const recordChange = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: SystemRow,
  data: object,
): Promise<System> => {
  const subject = { kind: 'system', id: row.id, label: row.name, organisationId: row.agency_id };
  await ctx.audit(tx, action, subject, { ...data });
  await ctx.publish(tx, {
    type: systemChanged,
    data: { id: row.id },
    permission: 'system.read',
    organisationId: row.agency_id,
  });
  return describeSystem(ctx, tx, row);
};

/** Adds an information system to the register. */
export const createSystem = (
  ctx: Ctx,
  input: CreateSystem,
  options: { isDemo?: boolean } = {},
): Promise<System> =>
  ctx.tx(async (tx) => {
    ctx.require('system.create', { organisationId: input.agencyId });
    const columns = toColumns(input);
    await checkReferences(tx, input, null);
    const row = await tx
      .insertInto('systems')
      .values({
        id: uuid7(ctx.now().getTime()),
        ...columns,
        is_demo: options.isDemo ?? false,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordChange(ctx, tx, 'system.created', row, input);
  });

/** Changes an information system. @throws AppError platform.stale with the record as it stands */
export const updateSystem = (ctx: Ctx, id: string, input: UpdateSystem): Promise<System> =>
  ctx.tx(async (tx) => {
    const before = await getSystemRow(tx, ctx.actor, id);
    ctx.require('system.update', { organisationId: before.agency_id });
    ctx.require('system.update', { organisationId: input.agencyId });
    const { version, ...fields } = input;
    const columns = toColumns(fields);
    await checkReferences(tx, fields, id);
    const row = await tx
      .updateTable('systems')
      .set({ ...columns, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll()
      .executeTakeFirst();
    if (!row) {
      const current = await describeSystem(ctx, tx, await getSystemRow(tx, ctx.actor, id));
      throw platformErrors.stale(undefined, { details: { current } });
    }
    return recordChange(ctx, tx, 'system.updated', row, fields);
  });
