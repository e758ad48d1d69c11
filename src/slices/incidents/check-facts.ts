import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { type IncidentAccess, isClearedForRed } from './access.ts';
import { findSystemAgency, nameAgencies } from './queries/references.ts';

/** Clocks of two machines differ; a time is "in the future" only beyond this. */
const clockSlackMs = 5 * 60_000;

export type IncidentTimes = Partial<
  Record<
    'occurredAt' | 'detectedAt' | 'reportedAt' | 'containedAt' | 'restoredAt' | 'personalDataFoundAt',
    string | Date | null
  >
>;

/** Times in the order in which they must not run backwards; reporting may come at any time after detection. */
const order = ['occurredAt', 'detectedAt', 'containedAt', 'restoredAt'] as const;

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Faults in the times of an incident, each named by its field. */
export const findTimeFaults = (times: IncidentTimes, now: Date): FieldError[] => {
  const faults: FieldError[] = [];
  const at = (name: keyof IncidentTimes) => (times[name] ? new Date(times[name]).getTime() : null);
  for (const name of [...order, 'reportedAt', 'personalDataFoundAt'] as const) {
    const time = at(name);
    if (time !== null && time > now.getTime() + clockSlackMs) {
      faults.push({ field: name, reason: 'incidents.future' });
    }
  }
  let latest = Number.NEGATIVE_INFINITY;
  for (const name of order) {
    const time = at(name);
    if (time === null) continue;
    if (time < latest) faults.push({ field: name, reason: 'incidents.timeOrder' });
    latest = Math.max(latest, time);
  }
  return faults;
};

type CheckedFacts = {
  agencyId?: string | null | undefined;
  systemId?: string | null | undefined;
  detectedZone?: string | undefined;
  tlp?: IncidentAccess['tlp'] | undefined;
};

/**
 * Checks what a request states about an incident against the registers and the clock.
 * @throws AppError platform.invalid naming every faulty field
 */
export const checkFacts = async (
  ctx: Ctx,
  tx: Tx,
  facts: CheckedFacts & IncidentTimes,
  incident: IncidentAccess,
): Promise<void> => {
  const faults = findTimeFaults(facts, ctx.now());
  if (facts.detectedZone !== undefined && !isZone(facts.detectedZone)) {
    faults.push({ field: 'detectedZone', reason: 'invalid' });
  }
  if (facts.agencyId && !(await nameAgencies(tx, [facts.agencyId])).has(facts.agencyId)) {
    faults.push({ field: 'agencyId', reason: 'incidents.unknownAgency' });
  }
  if (facts.systemId) {
    const owner = await findSystemAgency(tx, facts.systemId);
    if (!owner) faults.push({ field: 'systemId', reason: 'incidents.unknownSystem' });
    else if (facts.agencyId && owner !== facts.agencyId) {
      faults.push({ field: 'systemId', reason: 'incidents.systemOfOtherAgency' });
    }
  }
  if (facts.tlp === 'red' && ctx.actor.kind !== 'system' && !isClearedForRed(ctx.actor, incident)) {
    faults.push({ field: 'tlp', reason: 'incidents.notClearedForRed' });
  }
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults });
};
