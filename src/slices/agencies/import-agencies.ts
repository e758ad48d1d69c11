import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { toContactRow } from './add-contact.ts';
import { agencyChanged, agencyErrors, type BatchAgency } from './contract.ts';
import { toRow } from './create-agency.ts';
import { addReach, checkReach } from './set-reach.ts';

const findTakenCodes = async (tx: Tx, codes: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.selectFrom('agencies').select(['id', 'code']).where('code', 'in', codes).execute();
  return new Map(rows.map((row) => [row.code, row.id]));
};

/** Gives every item its id and its parent's id; parents stand in the register or earlier in the batch. */
const resolveItems = (items: readonly BatchAgency[], known: ReadonlyMap<string, string>, nowMs: number) => {
  const idOfCode = new Map<string, string>();
  const faults: FieldError[] = [];
  const resolved = items.map((item, index) => {
    const { reach, faults: reachFaults } = checkReach(item, `items.${index}.`);
    faults.push(...reachFaults);
    if (idOfCode.has(item.code)) faults.push({ field: `items.${index}.code`, reason: 'agencies.codeTwice' });
    const parentId = item.parentCode
      ? (idOfCode.get(item.parentCode) ?? known.get(item.parentCode) ?? null)
      : item.parentId;
    if (item.parentCode && !parentId) faults.push({ field: `items.${index}.parentCode`, reason: 'invalid' });
    item.contacts.forEach((contact, place) => {
      if (contact.validTo && contact.validTo <= contact.validFrom) {
        faults.push({ field: `items.${index}.contacts.${place}.validTo`, reason: 'agencies.endBeforeStart' });
      }
    });
    const id = uuid7(nowMs);
    idOfCode.set(item.code, id);
    return { id, item: { ...item, parentId }, reach };
  });
  return { resolved, faults };
};

const requireParents = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('agencies')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Set(rows.map((row) => row.id));
};

/** Adds many agencies with their contacts in one go: all or none, every fault named by its place in the batch. */
export const importAgencies = (
  ctx: Ctx,
  items: readonly BatchAgency[],
  options: { isDemo?: boolean } = {},
): Promise<{ ids: string[] }> =>
  ctx.tx(async (tx) => {
    ctx.require('agency.create');
    const codes = items.flatMap((item) => [item.code, ...(item.parentCode ? [item.parentCode] : [])]);
    const known = await findTakenCodes(tx, codes);
    const { resolved, faults } = resolveItems(items, known, ctx.now().getTime());
    const outside = items.flatMap((item) => (!item.parentCode && item.parentId ? [item.parentId] : []));
    const parents = await requireParents(tx, outside);
    items.forEach((item, index) => {
      if (!item.parentCode && item.parentId && !parents.has(item.parentId)) {
        faults.push({ field: `items.${index}.parentId`, reason: 'invalid' });
      }
    });
    if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults.slice(0, 100) });
    const taken = items.find((item) => known.has(item.code));
    if (taken) throw agencyErrors.codeTaken({ code: taken.code });
    await tx
      .insertInto('agencies')
      .values(resolved.map(({ id, item }) => toRow(id, item, ctx.now(), options.isDemo)))
      .execute();
    await addReach(
      tx,
      resolved.map(({ id, reach }) => ({ agencyId: id, reach })),
    );
    const contacts = resolved.flatMap(({ id, item }) =>
      item.contacts.map((contact) => toContactRow(uuid7(ctx.now().getTime()), id, contact)),
    );
    for (let at = 0; at < contacts.length; at += 1000) {
      await tx
        .insertInto('agency_contacts')
        .values(contacts.slice(at, at + 1000))
        .execute();
    }
    const ids = resolved.map(({ id }) => id);
    for (const { id, item } of resolved) {
      await ctx.audit(
        tx,
        'agency.created',
        { kind: 'agency', id, label: item.name, organisationId: id },
        { fromBatchOf: items.length },
      );
    }
    await ctx.publish(tx, { type: agencyChanged, data: { id: null }, permission: 'agency.read' });
    return { ids };
  });
