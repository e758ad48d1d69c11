import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { fileSchema } from '../../documents/contract.ts';
import { memberRefSchema } from '../contract.ts';
import { teamRoles } from './codes.ts';
import { shiftSchema } from './duty.ts';
import { evidenceKinds, SKILL_LEVEL_MAX, skillAreas } from './skill-codes.ts';
import { skillErrors } from './skill-errors.ts';

/** Levels, evidence or the catalogue changed; data: `id` of the member or the skill. */
export const skillChanged = 'skill.changed';

const can = z.record(z.string(), z.boolean());
const idParams = z.strictObject({ id: z.uuid() });
const level = z.int().min(0).max(SKILL_LEVEL_MAX);
const wantedLevel = z.int().min(1).max(SKILL_LEVEL_MAX);
const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);

export const skillSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  area: z.enum(skillAreas),
  nameVi: z.string(),
  nameEn: z.string(),
  position: z.int(),
  isActive: z.boolean(),
  countsForExperts: z.boolean(),
  neededLevel: z.int(),
  neededCount: z.int(),
  shiftLevel: z.int().nullable(),
  version: z.int(),
});
export type Skill = z.output<typeof skillSchema>;

const skillFields = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(40),
  area: z.enum(skillAreas),
  nameVi: lineSchema(120),
  nameEn: lineSchema(120),
  isActive: z.boolean().default(true),
  countsForExperts: z.boolean(),
  neededLevel: wantedLevel,
  neededCount: z.int().min(0).max(100),
  shiftLevel: wantedLevel.nullable().default(null),
};
export const createSkillSchema = z.strictObject(skillFields);
export const updateSkillSchema = z.strictObject({ ...skillFields, version: z.int() });
export type CreateSkill = z.output<typeof createSkillSchema>;
export type UpdateSkill = z.output<typeof updateSkillSchema>;

export const expertRuleSchema = z.object({
  expertsNeeded: z.int(),
  levelNeeded: z.int(),
  skillsNeeded: z.int(),
  needsCertificate: z.boolean(),
  basis: z.string(),
  isVerified: z.boolean(),
  version: z.int(),
});
export type ExpertRule = z.output<typeof expertRuleSchema>;
export const setExpertRuleSchema = z.strictObject({
  expertsNeeded: z.int().min(0).max(100),
  levelNeeded: wantedLevel,
  skillsNeeded: z.int().min(1).max(20),
  needsCertificate: z.boolean(),
  basis: lineSchema(300),
  isVerified: z.boolean(),
  version: z.int(),
});
export type SetExpertRule = z.output<typeof setExpertRuleSchema>;

export const evidenceSchema = z.object({
  id: z.uuid(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  issuer: z.string().nullable(),
  number: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  /** Last day on which it holds. */
  expiresOn: z.iso.date().nullable(),
  note: z.string().nullable(),
  skillIds: z.array(z.uuid()),
  files: z.array(fileSchema),
  createdBy: z.string(),
  version: z.int(),
});
export type Evidence = z.output<typeof evidenceSchema>;
const evidenceFields = {
  kind: z.enum(evidenceKinds),
  title: lineSchema(300),
  issuer: optionalLine(200),
  number: optionalLine(80),
  issuedOn: z.iso.date().nullable().default(null),
  expiresOn: z.iso.date().nullable().default(null),
  note: z.string().trim().max(2_000).nullable().default(null),
  skillIds: z.array(z.uuid()).min(1).max(20),
};
export const createEvidenceSchema = z.strictObject(evidenceFields);
export const updateEvidenceSchema = z.strictObject({ ...evidenceFields, version: z.int() });
export type CreateEvidence = z.output<typeof createEvidenceSchema>;
export type UpdateEvidence = z.output<typeof updateEvidenceSchema>;

export const memberSkillsSchema = z.object({
  memberId: z.uuid(),
  levels: z.array(
    z.object({
      skillId: z.uuid(),
      level: z.int(),
      assessedOn: z.iso.date(),
      assessedBy: z.string(),
      note: z.string().nullable(),
      version: z.int(),
    }),
  ),
  evidence: z.array(evidenceSchema),
  skills: z.array(skillSchema),
  isExpert: z.boolean(),
  can,
});
export type MemberSkills = z.output<typeof memberSkillsSchema>;
export const setLevelSchema = z.strictObject({
  level,
  assessedOn: z.iso.date(),
  note: optionalLine(500),
  /** Of the level that is replaced; null for the first assessment. */
  version: z.int().nullable().default(null),
});
export type SetLevel = z.output<typeof setLevelSchema>;

const stale = [platformErrors.notFound, platformErrors.stale] as const;

export const getSkillMatrixRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/skills/matrix',
  access: 'skill.read',
  summary:
    'Skills of today’s team: levels by member, the rule for experts and who fulfils it, certificates that end soon',
  answer: z.object({
    skills: z.array(skillSchema),
    members: z.array(
      memberRefSchema.extend({
        agencyName: z.string(),
        roleInTeam: z.enum(teamRoles),
        groupName: z.string().nullable(),
        isExpert: z.boolean(),
        /** Level by id of the skill; skills never assessed are left out. */
        levels: z.record(z.string(), z.int()),
      }),
    ),
    rule: expertRuleSchema,
    expertCount: z.int(),
    expiring: z.array(
      z.object({
        id: z.uuid(),
        member: memberRefSchema,
        title: z.string(),
        number: z.string().nullable(),
        expiresOn: z.iso.date(),
      }),
    ),
    can,
  }),
});
export type SkillMatrix = z.output<typeof getSkillMatrixRoute.answer>;

export const getSkillGapsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/skills/gaps',
  access: 'skill.read',
  summary: 'Where skills are missing: in the team, in each group, on each shift of the coming days',
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(62).default(14) }),
  answer: z.object({
    skills: z.array(
      skillSchema
        .pick({
          id: true,
          nameVi: true,
          nameEn: true,
          area: true,
          neededLevel: true,
          neededCount: true,
          shiftLevel: true,
        })
        .extend({
          /** Members at the needed level, in the team and by group. */
          have: z.int(),
          missing: z.int(),
          byGroup: z.record(z.string(), z.int()),
        }),
    ),
    groups: z.array(z.string()),
    shifts: z.array(z.object({ shift: shiftSchema, missingSkillIds: z.array(z.uuid()) })),
    /** Shifts that were looked at. */
    shiftCount: z.int(),
  }),
});
export type SkillGaps = z.output<typeof getSkillGapsRoute.answer>;

export const createSkillRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/skills',
  access: 'skill.update',
  summary: 'Add a skill to the catalogue',
  body: createSkillSchema,
  answer: skillSchema,
  isIdempotent: true,
  errors: [skillErrors.skillCodeTaken],
});
export const updateSkillRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/skills/:id',
  access: 'skill.update',
  summary: 'Change a skill of the catalogue, or take it out of use',
  params: idParams,
  body: updateSkillSchema,
  answer: skillSchema,
  errors: [...stale, skillErrors.skillCodeTaken],
});
export const setExpertRuleRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/skills/expert-rule',
  access: 'skill.update',
  summary: 'Set who counts as a qualified expert and how many the team needs',
  body: setExpertRuleSchema,
  answer: expertRuleSchema,
  errors: [platformErrors.stale],
});
export const getMemberSkillsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/members/:id/skills',
  access: 'skill.read',
  summary: 'Levels and evidence of one member',
  params: idParams,
  answer: memberSkillsSchema,
  errors: [platformErrors.notFound],
});
export const setLevelRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/members/:id/skills/:skillId',
  access: 'skill.assess',
  summary: 'Assess a member in one skill',
  params: z.strictObject({ id: z.uuid(), skillId: z.uuid() }),
  body: setLevelSchema,
  answer: memberSkillsSchema,
  errors: [...stale],
});
export const createEvidenceRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/members/:id/evidence',
  access: 'skill.evidence',
  summary: 'Add a course, an exercise, a real case or a certificate as evidence',
  params: idParams,
  body: createEvidenceSchema,
  answer: memberSkillsSchema,
  isIdempotent: true,
  errors: [platformErrors.notFound],
});
const evidenceParams = z.strictObject({ id: z.uuid(), evidenceId: z.uuid() });
export const updateEvidenceRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/members/:id/evidence/:evidenceId',
  access: 'skill.evidence',
  summary: 'Correct evidence, or note that a certificate was renewed',
  params: evidenceParams,
  body: updateEvidenceSchema,
  answer: memberSkillsSchema,
  errors: [...stale],
});
export const addEvidenceFilesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/members/:id/evidence/:evidenceId/files',
  access: 'skill.evidence',
  summary: 'Add scans to evidence (multipart, field `file`)',
  params: evidenceParams,
  bodyKind: 'multipart',
  answer: memberSkillsSchema,
  errors: [platformErrors.notFound],
});
export const getEvidenceFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/members/:id/evidence/:evidenceId/files/:fileId',
  access: 'skill.read',
  summary: 'A scan as a download',
  params: evidenceParams.extend({ fileId: z.uuid() }),
  answer: 'file',
  errors: [platformErrors.notFound],
});
