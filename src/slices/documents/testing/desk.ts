import type { TestApp, TestCaller } from '../../../apps/testing/test-app.ts';
import { ProblemError } from '../../../platform/http/client.ts';
import * as contract from '../contract/official.ts';

/** The day on which the tests' clock stands. */
export const today = '2026-11-23';

/** The problem that a call is refused with. @throws Error when it is not refused */
export const problemOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem as typeof error.problem & Record<string, unknown>;
    throw error;
  }
  throw new Error('no problem');
};

export type TestDesk = {
  leader: TestCaller;
  duty: TestCaller;
  sign(id: string): Promise<contract.OfficialDocument>;
  issue(id: string, over?: { issuedOn?: string; number?: number }): Promise<contract.OfficialDocument>;
};

/** A leader who signs and a duty officer who issues, as both call the routes. */
export const openDesk = (app: TestApp): TestDesk => {
  const leader = app.as(['team-leader'], { label: 'Nguyễn Hữu Trí' });
  const duty = app.as(['duty-officer'], { label: 'Bùi Thị Mai' });
  const sign = async (id: string) => {
    const { version } = await duty.call(contract.getOfficialDocumentRoute, { params: { id } });
    return leader.call(contract.signOfficialDocumentRoute, {
      params: { id },
      body: { version, signedOn: today },
    });
  };
  const issue = async (id: string, over: { issuedOn?: string; number?: number } = {}) => {
    const { version } = await sign(id);
    return duty.call(contract.issueOfficialDocumentRoute, {
      params: { id },
      body: { version, issuedOn: today, ...over },
    });
  };
  return { leader, duty, sign, issue };
};
