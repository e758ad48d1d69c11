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

/** Saves facts of a report upon its version; a stale save is kept as a conflict to be decided. */
export const useReportUpdate = (report: Report) => {
  const act = useReportAction();
  const [conflict, setConflict] = useState<Conflict>();
  const send = (changes: ReportChanges, version: number) =>
    act(call(updateReportRoute, { params: { id: report.id }, body: { version, ...changes } }));
  const save = async (changes: ReportChanges, shown: string, version = report.version): Promise<void> => {
    try {
      await send(changes, version);
      setConflict(undefined);
    } catch (thrown) {
      const current = currentOf(thrown);
      if (!current) throw thrown;
      setConflict({ current, changes, shown });
    }
  };
  const takeTheirs = () => {
    if (conflict) void act(Promise.resolve(conflict.current));
    setConflict(undefined);
  };
  return { save, conflict, takeTheirs, close: () => setConflict(undefined) };
};
