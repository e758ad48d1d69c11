export const skillAreas = ['duty', 'forensics', 'platforms', 'watch', 'organisation'] as const;
export type SkillArea = (typeof skillAreas)[number];

export const evidenceKinds = ['course', 'exercise', 'real-case', 'certificate'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** 0 none, 1 knows the basics, 2 works under guidance, 3 works alone, 4 leads and teaches. */
export const skillLevels = [0, 1, 2, 3, 4] as const;
export const SKILL_LEVEL_MAX = 4;

/** Days before the end of a certificate on which member and Standing agency are told. */
export const reminderDays = [60, 14] as const;
