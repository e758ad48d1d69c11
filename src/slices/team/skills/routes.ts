import { handle } from '../../../platform/http/handle.ts';
import * as contract from '../contract/skills.ts';
import { setLevel } from './assess-member.ts';
import { getEvidenceFile, getMemberSkills } from './member-skills.ts';
import { addEvidenceFiles, createEvidence, updateEvidence } from './save-evidence.ts';
import { createSkill, setExpertRule, updateSkill } from './save-skill.ts';
import { getSkillGaps } from './skill-gaps.ts';
import { getSkillMatrix } from './skill-matrix.ts';

export const skillRoutes = [
  handle(contract.getSkillMatrixRoute, (ctx) => getSkillMatrix(ctx)),
  handle(contract.getSkillGapsRoute, (ctx, { query }) => getSkillGaps(ctx, query)),
  handle(contract.createSkillRoute, (ctx, { body }) => createSkill(ctx, body)),
  handle(contract.setExpertRuleRoute, (ctx, { body }) => setExpertRule(ctx, body)),
  handle(contract.updateSkillRoute, (ctx, { params, body }) => updateSkill(ctx, params.id, body)),
  handle(contract.getMemberSkillsRoute, (ctx, { params }) => getMemberSkills(ctx, params.id)),
  handle(contract.setLevelRoute, (ctx, { params, body }) => setLevel(ctx, params, body)),
  handle(contract.createEvidenceRoute, (ctx, { params, body }) => createEvidence(ctx, params.id, body)),
  handle(contract.updateEvidenceRoute, (ctx, { params, body }) => updateEvidence(ctx, params, body)),
  handle(contract.addEvidenceFilesRoute, (ctx, { params, files }) => addEvidenceFiles(ctx, params, files)),
  handle(contract.getEvidenceFileRoute, (ctx, { params }) => getEvidenceFile(ctx, params)),
];
