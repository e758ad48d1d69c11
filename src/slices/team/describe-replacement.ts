import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import { type FileRow, listFiles, toFileAnswer } from '../documents/public.ts';
import type { Nominee, Replacement, ReplacementItem } from './contract/replacements.ts';
import {
  getReplacementRow,
  type NomineeRow,
  type ReplacementRow,
  seesReplacement,
} from './replacement-rows.ts';

const OPEN_MAX = 200;
const workingStates = ['reported', 'nominated', 'checked', 'proposed'];

type Refs = Awaited<ReturnType<typeof getAgencyRefs>>;
const refOf = (refs: Refs, id: string) => refs.get(id) ?? { id, name: '', shortName: '' };

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

const toItem = (
  row: ReplacementRow,
  refs: Refs,
  nominee: NomineeRow | undefined,
  today: string,
): ReplacementItem => {
  const isFilled = row.effective_on !== null && row.effective_on <= today;
  const isOpen = row.state !== 'done' && row.state !== 'cancelled' && !isFilled;
  return {
    id: row.id,
    state: row.state,
    member: { id: row.member_id, fullName: row.member_name },
    agency: refOf(refs, row.agency_id),
    roleInTeam: row.role_in_team,
    groupName: row.group_name,
    post: row.post,
    reason: row.reason,
    leavesOn: row.leaves_on,
    isReportedLate: row.is_reported_late,
    reportedAt: row.reported_at.toISOString(),
    vacantDays: isOpen ? daysBetween(row.leaves_on, today) : null,
    dueOn: row.due_on,
    isOverdue: workingStates.includes(row.state) && row.due_on < today,
    nominee: nominee ? { id: nominee.id, fullName: nominee.full_name, post: nominee.post } : null,
    proposalId: row.proposal_id,
    effectiveOn: row.effective_on,
    isDemo: row.is_demo,
    version: row.version,
  };
};

/** Replacements as lists show them, in the order given. */
export const toReplacementItems = async (
  ctx: Ctx,
  tx: Tx,
  rows: readonly ReplacementRow[],
): Promise<ReplacementItem[]> => {
  if (rows.length === 0) return [];
  const refs = await getAgencyRefs(
    tx,
    rows.map((row) => row.agency_id),
  );
  const nominees = await tx
    .selectFrom('team_nominees')
    .selectAll()
    .where(
      'replacement_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('state', 'in', ['nominated', 'checked', 'chosen'])
    .execute();
  const today = vietnamDateOf(ctx.now());
  return rows.map((row) =>
    toItem(
      row,
      refs,
      nominees.find((nominee) => nominee.replacement_id === row.id),
      today,
    ),
  );
};

const toNominee = (row: NomineeRow, refs: Refs, letter: FileRow | undefined): Nominee => ({
  id: row.id,
  state: row.state,
  fullName: row.full_name,
  agency: refOf(refs, row.agency_id),
  post: row.post,
  email: row.email,
  phone: row.phone,
  backupPhone: row.backup_phone,
  letterNumber: row.letter_number,
  letterOn: row.letter_on,
  letter: letter ? toFileAnswer(letter) : null,
  note: row.note,
  checks: row.checks,
  nominatedAt: row.nominated_at.toISOString(),
  nominatedBy: row.nominated_by_label,
  closedReason: row.closed_reason,
  version: row.version,
});

/** Nominees of one replacement, the newest first, each with its letter. */
const listNominees = async (tx: Tx, replacementId: string): Promise<Nominee[]> => {
  const rows = await tx
    .selectFrom('team_nominees')
    .selectAll()
    .where('replacement_id', '=', replacementId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const refs = await getAgencyRefs(
    tx,
    rows.map((row) => row.agency_id),
  );
  const nominees: Nominee[] = [];
  for (const row of rows) {
    const files = await listFiles(tx, 'team-nominee', row.id);
    nominees.push(toNominee(row, refs, files.at(-1)));
  }
  return nominees;
};

const abilitiesOf = (ctx: Ctx, row: ReplacementRow) => {
  const subject = { organisationId: row.agency_id };
  const isTeam = ctx.can('member.update');
  const mayNominate = ctx.can('replacement.nominate', subject);
  return {
    nominate: mayNominate && row.state === 'reported',
    attach: mayNominate && ['nominated', 'checked'].includes(row.state),
    closeNominee: mayNominate && ['nominated', 'checked', 'proposed'].includes(row.state),
    check: isTeam && row.state === 'nominated',
    returnNominee: isTeam && ['nominated', 'checked'].includes(row.state),
    propose: isTeam && row.state === 'checked',
    cancel: isTeam && ['reported', 'nominated', 'checked', 'proposed'].includes(row.state),
  };
};

const findDecision = async (tx: Tx, id: string | null) => {
  if (!id) return null;
  const row = await tx
    .selectFrom('team_decisions')
    .select(['id', 'number', 'issued_on'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { id: row.id, number: row.number, issuedOn: row.issued_on } : null;
};

/** The full answer about one replacement. */
export const describeReplacement = async (ctx: Ctx, tx: Tx, row: ReplacementRow): Promise<Replacement> => {
  const [item] = await toReplacementItems(ctx, tx, [row]);
  const steps = await tx
    .selectFrom('team_replacement_steps')
    .selectAll()
    .where('replacement_id', '=', row.id)
    .orderBy('id')
    .limit(200)
    .execute();
  const newMember = row.new_member_id
    ? await tx
        .selectFrom('members')
        .select(['id', 'full_name'])
        .where('id', '=', row.new_member_id)
        .executeTakeFirst()
    : undefined;
  return {
    ...(item as ReplacementItem),
    note: row.note,
    reportedBy: row.reported_by_label,
    reportedAs: row.reported_as,
    outcome: row.outcome,
    newMember: newMember ? { id: newMember.id, fullName: newMember.full_name } : null,
    decision: await findDecision(tx, row.decision_id),
    nominees: await listNominees(tx, row.id),
    steps: steps.map((step) => ({
      step: step.step,
      at: step.at.toISOString(),
      by: step.by_label,
      note: step.note,
    })),
    can: abilitiesOf(ctx, row),
  };
};

/** @throws AppError platform.notFound */
export const getReplacement = (ctx: Ctx, id: string): Promise<Replacement> =>
  ctx.tx(async (tx) => describeReplacement(ctx, tx, await getReplacementRow(ctx, tx, id)));

/** Open replacements, the longest vacancy first; or closed ones, the newest first. */
export const listReplacements = (ctx: Ctx, query: { scope: 'open' | 'closed' }) =>
  ctx.tx(async (tx) => {
    const isOpen = query.scope === 'open';
    const rows = await tx
      .selectFrom('team_replacements')
      .selectAll()
      .where('state', isOpen ? 'not in' : 'in', ['done', 'cancelled'])
      .orderBy('leaves_on', isOpen ? 'asc' : 'desc')
      .orderBy('id')
      .limit(OPEN_MAX)
      .execute();
    const seen: ReplacementRow[] = [];
    for (const row of rows) if (await seesReplacement(ctx, tx, row)) seen.push(row);
    return {
      items: await toReplacementItems(ctx, tx, seen),
      can: { propose: ctx.can('member.update'), report: ctx.can('replacement.report') },
    };
  });
