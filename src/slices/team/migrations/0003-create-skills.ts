import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';
import { actingPerson, protectRows, protectWrites, reachOf } from '../../../platform/db/row-security.ts';
import { shippedSkills } from '../data/shipped-skills.ts';

/** The catalogue of skills, levels of the members with their evidence, and the rule for "qualified expert". */
export const createSkills: Migration = {
  id: 'team/0003-create-skills',
  up: async (db) => {
    await sql`create table skills (
      id uuid primary key,
      code text not null unique,
      area text not null,
      name_vi text not null,
      name_en text not null,
      position int not null,
      is_active boolean not null default true,
      counts_for_experts boolean not null,
      needed_level int not null check (needed_level between 1 and 4),
      needed_count int not null check (needed_count between 0 and 100),
      shift_level int check (shift_level between 1 and 4),
      version int not null default 1
    )`.execute(db);
    await sql`create table member_skills (
      member_id uuid not null references members,
      skill_id uuid not null references skills,
      level int not null check (level between 0 and 4),
      assessed_on date not null,
      assessed_by_person_id uuid,
      assessed_by_label text not null,
      note text,
      version int not null default 1,
      primary key (member_id, skill_id)
    )`.execute(db);
    await sql`create index member_skills_skill on member_skills (skill_id, level)`.execute(db);
    await sql`create table skill_evidence (
      id uuid primary key,
      member_id uuid not null references members,
      kind text not null check (kind in ('course', 'exercise', 'real-case', 'certificate')),
      title text not null,
      issuer text,
      number text,
      issued_on date,
      expires_on date check (expires_on >= issued_on),
      note text,
      created_at timestamptz not null,
      created_by_label text not null,
      version int not null default 1
    )`.execute(db);
    await sql`create index skill_evidence_member on skill_evidence (member_id)`.execute(db);
    await sql`create index skill_evidence_expiry on skill_evidence (expires_on) where expires_on is not null`.execute(
      db,
    );
    await sql`create table skill_evidence_skills (
      evidence_id uuid not null references skill_evidence on delete cascade,
      skill_id uuid not null references skills,
      primary key (evidence_id, skill_id)
    )`.execute(db);
    await sql`create table skill_reminders (
      evidence_id uuid not null references skill_evidence on delete cascade,
      expires_on date not null,
      days_before int not null,
      sent_at timestamptz not null,
      primary key (evidence_id, expires_on, days_before)
    )`.execute(db);
    await sql`create table expert_rule (
      id int primary key check (id = 1),
      experts_needed int not null check (experts_needed between 0 and 100),
      level_needed int not null check (level_needed between 1 and 4),
      skills_needed int not null check (skills_needed between 1 and 20),
      needs_certificate boolean not null,
      basis text not null,
      is_verified boolean not null,
      version int not null default 1
    )`.execute(db);

    const reads = sql<boolean>`${reachOf('skill.read')} is not null`;
    const isReadable = sql<boolean>`${reads} and exists (select from members m where m.id = member_id)`;
    const isOwn = sql<boolean>`exists (select from members m where m.id = member_id and m.person_id = ${actingPerson})`;
    await protectWrites(db, 'skills', reads);
    await protectWrites(db, 'expert_rule', reads);
    await protectWrites(db, 'member_skills', isReadable);
    await protectRows(db, 'skill_evidence', isReadable, isOwn);
    await protectRows(
      db,
      'skill_evidence_skills',
      sql<boolean>`exists (select from skill_evidence e where e.id = evidence_id)`,
    );
    await protectWrites(db, 'skill_reminders', sql<boolean>`false`);

    for (const [index, skill] of shippedSkills.entries()) {
      await sql`insert into skills (id, code, area, name_vi, name_en, position, counts_for_experts, needed_level, needed_count, shift_level)
        values (${skill.id}, ${skill.code}, ${skill.area}, ${skill.nameVi}, ${skill.nameEn}, ${index + 1},
          ${skill.countsForExperts}, ${skill.neededLevel}, ${skill.neededCount}, ${skill.shiftLevel})`.execute(
        db,
      );
    }
    // Recalled, not read in the text of the directive: the team confirms it.
    await sql`insert into expert_rule (id, experts_needed, level_needed, skills_needed, needs_certificate, basis, is_verified)
      values (1, 5, 3, 2, false, 'Chỉ thị 18/CT-TTg ngày 13/10/2022', false)`.execute(db);
  },
};
