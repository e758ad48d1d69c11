import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import type { FieldError } from '../../../platform/errors/app-error.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { UploadedFile } from '../../../platform/http/handle.ts';
import { uuid7 } from '../../../platform/ids/uuid7.ts';
import { vietnamDateOf } from '../../../platform/time/vietnam-time.ts';
import { addFiles } from '../../documents/public.ts';
import {
  type CreateEvidence,
  type MemberSkills,
  skillChanged,
  type UpdateEvidence,
} from '../contract/skills.ts';
import { getMemberRow, type MemberRow } from '../queries.ts';
import { describeMemberSkills, EVIDENCE_FILES, subjectOfMember } from './member-skills.ts';

const toColumns = (input: CreateEvidence) => ({
  kind: input.kind,
  title: input.title,
  issuer: input.issuer,
  number: input.number,
  issued_on: input.issuedOn,
  expires_on: input.expiresOn,
  note: input.note,
});

const check = async (ctx: Ctx, tx: Tx, input: CreateEvidence): Promise<void> => {
  const known = await tx.selectFrom('skills').select('id').where('id', 'in', input.skillIds).execute();
  const ids = new Set(known.map((row) => row.id));
  const fields: FieldError[] = input.skillIds.flatMap((id, at) =>
    ids.has(id) ? [] : [{ field: `skillIds.${at}`, reason: 'invalid' }],
  );
  if (input.issuedOn && input.issuedOn > vietnamDateOf(ctx.now())) {
    fields.push({ field: 'issuedOn', reason: 'team.inTheFuture' });
  }
  if (input.expiresOn && input.issuedOn && input.expiresOn < input.issuedOn) {
    fields.push({ field: 'expiresOn', reason: 'team.endBeforeStart' });
  }
  if (input.kind === 'certificate' && !input.issuer) fields.push({ field: 'issuer', reason: 'required' });
  if (input.kind === 'certificate' && !input.issuedOn) fields.push({ field: 'issuedOn', reason: 'required' });
  if (input.kind !== 'certificate' && input.expiresOn)
    fields.push({ field: 'expiresOn', reason: 'team.onlyCertificates' });
  if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
};

const setSkills = async (tx: Tx, evidenceId: string, skillIds: readonly string[]): Promise<void> => {
  await tx.deleteFrom('skill_evidence_skills').where('evidence_id', '=', evidenceId).execute();
  await tx
    .insertInto('skill_evidence_skills')
    .values([...new Set(skillIds)].map((skill_id) => ({ evidence_id: evidenceId, skill_id })))
    .execute();
};

const finish = async (
  ctx: Ctx,
  tx: Tx,
  action: string,
  member: MemberRow,
  data: object,
): Promise<MemberSkills> => {
  const subject = {
    kind: 'member',
    id: member.id,
    label: member.full_name,
    organisationId: member.agency_id,
  };
  await ctx.audit(tx, action, subject, { ...data });
  await ctx.publish(tx, { type: skillChanged, data: { id: member.id }, permission: 'skill.read' });
  return describeMemberSkills(ctx, tx, member);
};

const getMemberForEvidence = async (ctx: Ctx, tx: Tx, id: string): Promise<MemberRow> => {
  const member = await getMemberRow(tx, ctx.actor, id);
  ctx.require('skill.evidence', subjectOfMember(member));
  return member;
};

/** Adds evidence to a member's skills; levels do not change by themselves. */
export const createEvidence = (ctx: Ctx, memberId: string, input: CreateEvidence): Promise<MemberSkills> =>
  ctx.tx(async (tx) => {
    const member = await getMemberForEvidence(ctx, tx, memberId);
    await check(ctx, tx, input);
    const id = uuid7(ctx.now().getTime());
    await tx
      .insertInto('skill_evidence')
      .values({
        id,
        member_id: memberId,
        ...toColumns(input),
        created_at: ctx.now(),
        created_by_label: ctx.actor.label,
      })
      .execute();
    await setSkills(tx, id, input.skillIds);
    return finish(ctx, tx, 'member.evidence-added', member, { id, kind: input.kind, title: input.title });
  });

const getEvidence = async (tx: Tx, memberId: string, evidenceId: string) => {
  const row = await tx
    .selectFrom('skill_evidence')
    .selectAll()
    .where('id', '=', evidenceId)
    .where('member_id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw platformErrors.notFound();
  return row;
};

/** Corrects evidence; a later end of a certificate is reminded of anew. @throws AppError platform.stale */
export const updateEvidence = (
  ctx: Ctx,
  path: { id: string; evidenceId: string },
  input: UpdateEvidence,
): Promise<MemberSkills> =>
  ctx.tx(async (tx) => {
    const member = await getMemberForEvidence(ctx, tx, path.id);
    const known = await getEvidence(tx, path.id, path.evidenceId);
    if (known.version !== input.version) {
      throw platformErrors.stale(undefined, {
        details: { current: await describeMemberSkills(ctx, tx, member) },
      });
    }
    await check(ctx, tx, input);
    await tx
      .updateTable('skill_evidence')
      .set({ ...toColumns(input), version: input.version + 1 })
      .where('id', '=', path.evidenceId)
      .execute();
    await setSkills(tx, path.evidenceId, input.skillIds);
    return finish(ctx, tx, 'member.evidence-updated', member, { id: path.evidenceId, title: input.title });
  });

/** Adds scans to evidence. */
export const addEvidenceFiles = (
  ctx: Ctx,
  path: { id: string; evidenceId: string },
  files: readonly UploadedFile[],
): Promise<MemberSkills> =>
  ctx.tx(async (tx) => {
    const member = await getMemberForEvidence(ctx, tx, path.id);
    const evidence = await getEvidence(tx, path.id, path.evidenceId);
    if (files.length === 0) {
      throw platformErrors.invalid(undefined, { fields: [{ field: 'file', reason: 'required' }] });
    }
    await addFiles(
      ctx,
      tx,
      files.map((file) => ({
        blob: { sha256: file.sha256, sizeBytes: file.sizeBytes },
        name: file.name,
        contentType: file.contentType,
        subjectKind: EVIDENCE_FILES,
        subjectId: evidence.id,
        agencyId: member.agency_id,
        isFromOutside: false,
      })),
    );
    const names = files.map((file) => file.name);
    return finish(ctx, tx, 'member.evidence-scanned', member, { id: evidence.id, files: names });
  });
