import type { DateText, DateTextOrNull, Instant, WithDefault } from '../../../platform/db/tables.ts';
import type { EvidenceKind, SkillArea } from '../contract/skill-codes.ts';

export type SkillsTable = {
  id: string;
  code: string;
  area: SkillArea;
  name_vi: string;
  name_en: string;
  position: number;
  is_active: WithDefault<boolean>;
  counts_for_experts: boolean;
  needed_level: number;
  needed_count: number;
  /** Level that somebody on each shift has to have; null where a shift can do without. */
  shift_level: number | null;
  version: WithDefault<number>;
};

export type MemberSkillsTable = {
  member_id: string;
  skill_id: string;
  level: number;
  assessed_on: DateText;
  assessed_by_person_id: string | null;
  assessed_by_label: string;
  note: string | null;
  version: WithDefault<number>;
};

export type SkillEvidenceTable = {
  id: string;
  member_id: string;
  kind: EvidenceKind;
  title: string;
  issuer: string | null;
  number: string | null;
  issued_on: DateTextOrNull;
  /** Last day on which it holds. */
  expires_on: DateTextOrNull;
  note: string | null;
  created_at: Instant;
  created_by_label: string;
  version: WithDefault<number>;
};

export type SkillEvidenceSkillsTable = { evidence_id: string; skill_id: string };

/** One row for each reminder sent: none goes out twice, and a renewed certificate is reminded of anew. */
export type SkillRemindersTable = {
  evidence_id: string;
  expires_on: DateText;
  days_before: number;
  sent_at: Instant;
};

/** Who counts as a qualified expert; one row. */
export type ExpertRuleTable = {
  id: number;
  experts_needed: number;
  level_needed: number;
  /** Number of counted skills that one person needs at that level. */
  skills_needed: number;
  needs_certificate: boolean;
  basis: string;
  /** False while the basis was recalled and not read in the text. */
  is_verified: boolean;
  version: WithDefault<number>;
};

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    skills: SkillsTable;
    member_skills: MemberSkillsTable;
    skill_evidence: SkillEvidenceTable;
    skill_evidence_skills: SkillEvidenceSkillsTable;
    skill_reminders: SkillRemindersTable;
    expert_rule: ExpertRuleTable;
  }
}
