import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { memberAbilities } from './access.ts';
import {
  type CreateDecision,
  type Decision,
  memberChanged,
  teamErrors,
  type UpdateDecision,
} from './contract.ts';
import { type DecisionRow, toDecision } from './queries.ts';

const toColumns = (input: CreateDecision) => ({
  number: input.number,
  kind: input.kind,
  issued_on: input.issuedOn,
  effective_on: input.effectiveOn,
  issuer: input.issuer,
  signer: input.signer,
  signer_title: input.signerTitle,
  title: input.title,
});

/** A number is used once a day; the team is founded once; nothing changes it before its founding. */
const checkAgainstOthers = async (tx: Tx, input: CreateDecision, ownId: string | null) => {
  const others = (await tx.selectFrom('team_decisions').selectAll().limit(2_000).execute()).filter(
    (row) => row.id !== ownId,
  );
  if (others.some((row) => row.number === input.number && row.issued_on === input.issuedOn)) {
    throw teamErrors.decisionTaken({ number: input.number });
  }
  const founding = others.find((row) => row.kind === 'founding');
  if (input.kind === 'founding' && founding) throw teamErrors.foundedAlready({ number: founding.number });
  const faults: FieldError[] = [];
  if (input.effectiveOn < input.issuedOn) faults.push({ field: 'effectiveOn', reason: 'team.beforeIssue' });
  const isBeforeFounding =
    input.kind === 'founding'
      ? others.some((row) => row.issued_on < input.issuedOn)
      : founding !== undefined && input.issuedOn < founding.issued_on;
  if (isBeforeFounding) faults.push({ field: 'issuedOn', reason: 'team.beforeFounding' });
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
};

const recordChange = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  row: DecisionRow,
  data: object,
): Promise<Decision> => {
  await ctx.audit(tx, action, { kind: 'team-decision', id: row.id, label: row.number }, { ...data });
  await ctx.publish(tx, { type: memberChanged, data: { id: null }, permission: 'member.read' });
  return toDecision(row);
};

/** Records a decision that founds or changes the team. */
export const createDecision = (
  ctx: Ctx,
  input: CreateDecision,
  options: { isDemo?: boolean } = {},
): Promise<Decision> =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    await checkAgainstOthers(tx, input, null);
    const row = await tx
      .insertInto('team_decisions')
      .values({
        id: uuid7(ctx.now().getTime()),
        ...toColumns(input),
        is_demo: options.isDemo ?? false,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordChange(ctx, tx, 'team-decision.created', row, input);
  });

/** Corrects a decision. @throws AppError platform.stale with the record as it stands */
export const updateDecision = (ctx: Ctx, id: string, input: UpdateDecision): Promise<Decision> =>
  ctx.tx(async (tx) => {
    ctx.require('member.update');
    const current = await tx
      .selectFrom('team_decisions')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!current) throw platformErrors.notFound();
    const { version, ...fields } = input;
    if (current.version !== version) {
      throw platformErrors.stale(undefined, { details: { current: toDecision(current) } });
    }
    await checkAgainstOthers(tx, fields, id);
    const row = await tx
      .updateTable('team_decisions')
      .set({ ...toColumns(fields), version: version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordChange(ctx, tx, 'team-decision.updated', row, fields);
  });

/** All decisions, the newest first. */
export const listDecisions = (ctx: Ctx) =>
  ctx.tx(async (tx) => {
    const rows = await tx
      .selectFrom('team_decisions')
      .selectAll()
      .orderBy('issued_on', 'desc')
      .orderBy('number')
      .limit(2_000)
      .execute();
    return { items: rows.map(toDecision), can: memberAbilities(ctx) };
  });
