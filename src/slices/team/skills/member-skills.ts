import './tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import type { RawReply } from '../../../platform/http/route.ts';
import { fileReply, getFile, listFiles, toFileAnswer } from '../../documents/public.ts';
import type { Evidence, MemberSkills } from '../contract/skills.ts';
import { getMemberRow, type MemberRow } from '../queries.ts';
import { getExpertRule, isExpert, listSkills, loadCertified } from './skill-records.ts';

export const EVIDENCE_FILES = 'skill-evidence' as const;

/** What a policy decision needs to know of a member: the own agency, and that the record is the caller's own. */
export const subjectOfMember = (row: MemberRow) => ({
  organisationId: row.agency_id,
  participantIds: row.person_id ? [row.person_id] : [],
});

const listEvidence = async (tx: Tx, memberId: string): Promise<Evidence[]> => {
  const rows = await tx
    .selectFrom('skill_evidence')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  if (rows.length === 0) return [];
  const links = await tx
    .selectFrom('skill_evidence_skills')
    .selectAll()
    .where(
      'evidence_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  const evidence: Evidence[] = [];
  for (const row of rows) {
    evidence.push({
      id: row.id,
      kind: row.kind,
      title: row.title,
      issuer: row.issuer,
      number: row.number,
      issuedOn: row.issued_on,
      expiresOn: row.expires_on,
      note: row.note,
      skillIds: links.filter((link) => link.evidence_id === row.id).map((link) => link.skill_id),
      files: (await listFiles(tx, EVIDENCE_FILES, row.id)).map(toFileAnswer),
      createdBy: row.created_by_label,
      version: row.version,
    });
  }
  return evidence;
};

/** Levels and evidence of a member who was loaded through the visibility filter. */
export const describeMemberSkills = async (ctx: Ctx, tx: Tx, member: MemberRow): Promise<MemberSkills> => {
  ctx.require('skill.read', subjectOfMember(member));
  const skills = await listSkills(tx);
  const held = await tx.selectFrom('member_skills').selectAll().where('member_id', '=', member.id).execute();
  const levels = new Map(held.map((row) => [row.skill_id, row.level]));
  const certified = await loadCertified(tx, ctx.now());
  return {
    memberId: member.id,
    levels: held.map((row) => ({
      skillId: row.skill_id,
      level: row.level,
      assessedOn: row.assessed_on,
      assessedBy: row.assessed_by_label,
      note: row.note,
      version: row.version,
    })),
    evidence: await listEvidence(tx, member.id),
    skills,
    isExpert: isExpert(await getExpertRule(tx), skills, levels, certified.get(member.id)),
    can: { assess: ctx.can('skill.assess'), addEvidence: ctx.can('skill.evidence', subjectOfMember(member)) },
  };
};

/** @throws AppError platform.notFound */
export const getMemberSkills = (ctx: Ctx, memberId: string): Promise<MemberSkills> =>
  ctx.tx(async (tx) => describeMemberSkills(ctx, tx, await getMemberRow(tx, ctx.actor, memberId)));

/** A scan as a download; reading it is recorded. */
export const getEvidenceFile = (
  ctx: Ctx,
  path: { id: string; evidenceId: string; fileId: string },
): Promise<RawReply> =>
  ctx.tx(async (tx) => {
    const member = await getMemberRow(tx, ctx.actor, path.id);
    ctx.require('skill.read', subjectOfMember(member));
    const evidence = await tx
      .selectFrom('skill_evidence')
      .select('id')
      .where('id', '=', path.evidenceId)
      .where('member_id', '=', member.id)
      .executeTakeFirst();
    if (!evidence) throw platformErrors.notFound();
    const file = await getFile(tx, path.fileId, EVIDENCE_FILES, evidence.id);
    await ctx.audit(
      tx,
      'member.evidence-read',
      { kind: 'member', id: member.id, label: member.full_name },
      {
        fileId: file.id,
        name: file.name,
      },
    );
    return fileReply(ctx, file);
  });
