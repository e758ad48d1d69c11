import type { TestApp } from '../../apps/testing/test-app.ts';
import * as contract from './contract.ts';

type Question = {
  kind?: 'month' | 'quarter' | 'range';
  from?: string;
  to?: string;
  agencyId?: string | null;
};

/** A report that a duty officer prepared and submitted; give it to a leader to approve. */
export const submitTestReport = async (app: Pick<TestApp, 'as'>, question: Question = {}) => {
  const duty = app.as(['duty-officer']);
  const report = await duty.call(contract.createPeriodicReportRoute, {
    body: { kind: 'range', from: '2026-10-01', to: '2026-12-31', agencyId: null, ...question },
  });
  return duty.call(contract.movePeriodicReportRoute, {
    params: { id: report.id },
    body: { move: 'submit', version: report.version },
  });
};

/** The same, approved by somebody else. */
export const approveTestReport = async (app: Pick<TestApp, 'as'>, question: Question = {}) => {
  const report = await submitTestReport(app, question);
  return app.as(['team-leader']).call(contract.movePeriodicReportRoute, {
    params: { id: report.id },
    body: { move: 'approve', version: report.version },
  });
};
