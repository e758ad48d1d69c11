import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import type { BodyInputOf } from '../../../platform/http/route.ts';
import { problemOf } from '../../../ui/problem.ts';
import type { Report } from '../contract/report.ts';
import { updateReportRoute } from '../contract/triage.ts';
import { useReportAction } from './report-queries.ts';

export type ReportChanges = Omit<BodyInputOf<typeof updateReportRoute>, 'version'>;

/** A save that came too late: what was wanted and what stands there now. `shown` is the wanted value in words. */
export type Conflict = { current: Report; changes: ReportChanges; shown: string };

const currentOf = (thrown: unknown): Report | undefined => {
  const problem = problemOf(thrown) as { status: number; current?: Report } | undefined;
  return problem?.status === 409 ? problem.current : undefined;
};

const factsOf = (report: Report): Readonly<Record<string, unknown>> => ({
  kind: report.kind,
  agencyId: report.agency?.id,
  systemId: report.system?.id,
  systemName: report.systemName,
  detectedAt: report.detectedAt,
  detectedPrecision: report.detectedPrecision,
  callBackAt: report.callBackAt,
});

/** Whether somebody else touched one of the facts that are to be changed; a new version alone is no conflict. */
export const isTouched = (base: Report, current: Report, changes: ReportChanges): boolean => {
  const [before, after] = [factsOf(base), factsOf(current)];
  return Object.keys(changes).some((name) => before[name] !== after[name]);
};

/**
 * Saves facts of a report upon `base`, the report as it stood when the edit began: live events renew the page under the
 * editor, and what came in between must not be overwritten unseen. A true conflict is kept to be decided.
 */
export const useReportUpdate = (id: string) => {
  const act = useReportAction();
  const [conflict, setConflict] = useState<Conflict>();
  const save = async (changes: ReportChanges, shown: string, base: Report): Promise<void> => {
    try {
      await act(call(updateReportRoute, { params: { id }, body: { version: base.version, ...changes } }));
      setConflict(undefined);
    } catch (thrown) {
      const current = currentOf(thrown);
      if (!current) throw thrown;
      if (!isTouched(base, current, changes)) return save(changes, shown, current);
      setConflict({ current, changes, shown });
    }
  };
  const takeTheirs = () => {
    if (conflict) void act(Promise.resolve(conflict.current));
    setConflict(undefined);
  };
  return { save, conflict, takeTheirs, close: () => setConflict(undefined) };
};
