import { sql } from 'kysely';
import { createTestApp, type TestApp, type TestCaller } from '../../../apps/testing/test-app.ts';
import { createTestAgency } from '../../agencies/testing.ts';
import { createTestPerson, openTestIncident } from '../../incidents/testing.ts';
import { createTestMember } from '../../team/testing.ts';
import { type CallUp, createCallUpRoute, getCallUpRoute } from '../contract/call-up.ts';
import { buildCallUp, type NewCallUp, nameStandingAgency } from '../testing.ts';

const MINUTE_MS = 60_000;

export type CallUpWorld = {
  app: TestApp;
  duty: TestCaller;
  agencyId: string;
  /** A member of the agency with an account and an address of their own. */
  member(over?: { email?: string | null; phone?: string | null }): Promise<{
    memberId: string;
    personId: string;
    email: string;
  }>;
  callUp(over: Partial<NewCallUp> & Pick<NewCallUp, 'members'>): Promise<CallUp>;
  board(id: string): Promise<CallUp>;
  /** Kinds of the steps, oldest first. */
  stepsOf(id: string): Promise<string[]>;
  later(minutes: number): void;
  /** 02:10 on a Monday, nothing in the outbox. */
  reset(): Promise<void>;
};

/** A server with one agency, its head, and a gateway for text messages that is never called. */
export const createCallUpWorld = async (): Promise<CallUpWorld> => {
  const app = await createTestApp({
    settings: { KHIEN_SMS_URL: 'http://127.0.0.1:1/send', KHIEN_PUSH_CONTACT: 'mailto:a@b.example' },
  });
  const duty = app.as(['duty-officer']);
  await nameStandingAgency(app.system());
  const agencyId = await createTestAgency(app.system(), { name: 'Sở Nông nghiệp và Môi trường' });
  await app.system().tx((tx) =>
    sql`insert into agency_contacts (id, agency_id, kind, full_name, phone, email, valid_from)
      values (gen_random_uuid(), ${agencyId}, 'head', 'Lê Thị Giám Đốc', '0912000001', 'giamdoc@so.example', '2020-01-01')`.execute(
      tx,
    ),
  );
  let count = 0;
  const board = (id: string) => duty.call(getCallUpRoute, { params: { id } });
  return {
    app,
    duty,
    agencyId,
    member: async (over = {}) => {
      count += 1;
      const email = `tv${count}@so.example`;
      const personId = await createTestPerson(app.system(), `Thành Viên ${count}`);
      const memberId = await createTestMember(app.system(), {
        agencyId,
        personId,
        fullName: `Thành Viên ${count}`,
        email,
        phone: '0912345678',
        ...over,
      });
      return { memberId, personId, email };
    },
    callUp: async (over) => {
      const incidentId = over.isExercise ? null : (await openTestIncident(app.system())).id;
      return duty.call(createCallUpRoute, { body: buildCallUp({ incidentId, ...over }) });
    },
    board,
    stepsOf: async (id) => (await board(id)).steps.map((step) => step.kind).reverse(),
    later: (minutes) => app.clock.set(new Date(app.clock.now().getTime() + minutes * MINUTE_MS)),
    reset: async () => {
      app.clock.set(new Date('2026-11-23T02:10:00+07:00'));
      await app.system().tx((tx) => tx.deleteFrom('outbox_messages').execute());
    },
  };
};
