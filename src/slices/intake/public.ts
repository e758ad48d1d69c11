/** What later slices may call. Each function expects the caller's transaction. */
export { type FirstReport, findFirstReport } from './queries/find-first-report.ts';
export { type CountedReport, listCountedReports } from './queries/list-counted-reports.ts';
