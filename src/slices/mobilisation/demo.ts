import './tables.ts';
import { sql } from 'kysely';
import { createSystemActor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { listTeamOn, type TeamMemberOn } from '../team/public.ts';
import { answerInTx, recordAnswer } from './answer-call.ts';
import { setAttendance } from './attendance.ts';
import { getRecipientForUpdate, getRunningCallUp } from './call-up-rows.ts';
import type { Answer } from './contract/answers.ts';
import { type CallUp, createCallUpSchema } from './contract/call-up.ts';
import { orderInputSchema } from './contract/orders.ts';
import { createCallUp } from './create-call-up.ts';
import { endCallUp } from './end-call-up.ts';
import { moveOrder } from './orders/move-order.ts';
import { createOrder } from './orders/save-order.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const hotline = 'Trực ban Đội ứng cứu sự cố, 0000 114 114';

type DemoClock = { ctx: Ctx; to: (minutesAgo: number) => void };

/** A context whose clock stands where the story is. */
const createDemoClock = (ctx: Ctx): DemoClock => {
  const start = ctx.now().getTime();
  let now = new Date(start);
  const services = { ...ctx.services, clock: { now: () => now }, wakeOutbox: () => {} };
  return {
    ctx: createCtx(services, { actor: createSystemActor('Bùi Thị Mai'), language: 'vi' }),
    to: (minutesAgo) => {
      now = new Date(start - minutesAgo * MINUTE_MS);
    },
  };
};

/** Nothing of the demo leaves the house: its messages count as handed over a moment after they were written. */
const settleOutbox = (tx: Tx): Promise<unknown> =>
  sql`update outbox_messages set state = 'sent', accepted_at = created_at + interval '2 seconds', response = '250 demo'
    where subject_kind in ('call-up', 'call-up-told') and state = 'waiting'`.execute(tx);

const answer = async (clock: DemoClock, tx: Tx, callUp: CallUp, index: number, given: Answer) => {
  const running = await getRunningCallUp(tx, callUp.id);
  const recipient = await getRecipientForUpdate(tx, callUp.id, callUp.recipients[index]?.id ?? '');
  const named = clock.ctx.asSystem(recipient.full_name);
  await answerInTx(named, tx, running, recipient, given, 'link');
};

/** Five people by night for one incident: four come, one cannot and is replaced. */
const fillCallUp = async (clock: DemoClock, tx: Tx, incidentId: string, team: readonly TeamMemberOn[]) => {
  const began = 5 * DAY_MINUTES;
  clock.to(began);
  const tasks = [
    'Thu thập nhật ký máy chủ',
    'Phân tích mã độc',
    'Khôi phục hệ thống',
    'Liên lạc, tổng hợp',
    'Kiểm tra vành đai mạng',
  ];
  const callUp = await createCallUp(
    clock.ctx,
    createCallUpSchema.parse({
      incidentId,
      text: 'Đề nghị tham gia ứng cứu sự cố an toàn thông tin mạng. Chi tiết được trao đổi khi có mặt.',
      place: 'Phòng trực Đội ứng cứu, tầng 3, Trung tâm Công nghệ số',
      presentAt: new Date(clock.ctx.now().getTime() + 60 * MINUTE_MS).toISOString(),
      bring: 'Máy tính xách tay, ổ cứng trắng, bộ công cụ thu thập',
      contact: hotline,
      legalBasis: 'Quyết định số 1234/QĐ-UBND ngày 15/11/2022 của Ủy ban nhân dân tỉnh Minh Sơn',
      members: tasks.map((task, index) => ({
        memberId: team[index]?.memberId,
        task,
        backupMemberId: index === 4 ? team[5]?.memberId : null,
      })),
    }),
  );
  await settleOutbox(tx);
  const given: [number, number, Answer][] = [
    [2, 0, { kind: 'coming', at: null }],
    [3, 1, { kind: 'received' }],
    [4, 2, { kind: 'coming', at: null }],
    [7, 3, { kind: 'coming', at: null }],
    [9, 4, { kind: 'declined', reason: 'Đang công tác ngoài tỉnh' }],
    [11, 1, { kind: 'coming', at: new Date(clock.ctx.now().getTime() + 75 * MINUTE_MS).toISOString() }],
    [14, 5, { kind: 'coming', at: null }],
  ];
  for (const [minute, index, said] of given) {
    clock.to(began - minute);
    await answer(clock, tx, callUp, index, said);
  }
  const heads = callUp.recipients.filter((one) => one.kind === 'head');
  for (const [index, head] of heads.entries()) {
    clock.to(began - 16 - index * 3);
    await recordAnswer(clock.ctx, callUp.id, head.id, { kind: 'consented' });
  }
  for (const [place, index] of [0, 1, 2, 3, 5].entries()) {
    clock.to(began - 300);
    const arrived = began - 52 - place * 6;
    const now = clock.ctx.now().getTime();
    await setAttendance(clock.ctx, callUp.id, callUp.recipients[index]?.id ?? '', {
      arrivedAt: new Date(now - (arrived - (began - 300)) * MINUTE_MS).toISOString(),
      leftAt: null,
    });
  }
  await settleOutbox(tx);
  clock.to(began - 570);
  await endCallUp(clock.ctx, callUp.id, 'Đã khống chế sự cố, chuyển sang khôi phục trong giờ hành chính');
};

/** Minutes after which each member answers the check; null for those who stay silent. */
const answerMinutes = (index: number): number | null =>
  index % 9 === 7 ? null : [1, 2, 3, 4, 4, 6, 8, 11, 14, 18, 22, 27, 33][(index * 5) % 13]!;

const fillCheck = async (clock: DemoClock, tx: Tx, team: readonly TeamMemberOn[]) => {
  const began = 12 * DAY_MINUTES;
  clock.to(began);
  const callUp = await createCallUp(
    clock.ctx,
    createCallUpSchema.parse({
      incidentId: null,
      isExercise: true,
      urgency: 'normal',
      text: 'Kiểm tra thông tin liên lạc tháng. Đề nghị trả lời ngay khi nhận được để tính thời gian.',
      contact: hotline,
      askHeads: false,
      members: team.map((one) => ({ memberId: one.memberId })),
    }),
  );
  await settleOutbox(tx);
  const timed = team
    .map((_, index) => ({ index, minute: answerMinutes(index) }))
    .filter((one) => one.minute !== null)
    .sort((first, second) => (first.minute ?? 0) - (second.minute ?? 0));
  for (const { index, minute } of timed) {
    clock.to(began - (minute ?? 0));
    await answer(clock, tx, callUp, index, { kind: 'received' });
  }
  clock.to(began - 60);
  await endCallUp(clock.ctx, callUp.id, 'Hết thời gian kiểm tra');
};

const fillOrder = async (clock: DemoClock, incidentId: string) => {
  const began = 3 * DAY_MINUTES;
  clock.to(began);
  const at = (hours: number) => new Date(clock.ctx.now().getTime() + hours * 60 * MINUTE_MS).toISOString();
  let order = await createOrder(
    clock.ctx,
    orderInputSchema.parse({
      direction: 'received',
      kind: 'order',
      documentNumber: '45/YC-TTANM (trình diễn)',
      issuedAt: at(-2),
      issuerName: 'Trung tâm An ninh mạng quốc gia (trình diễn)',
      signer: 'Phạm Quốc Trung',
      addressees: [{ name: 'Công an tỉnh Minh Sơn' }, { name: 'Đội ứng cứu sự cố tỉnh Minh Sơn' }],
      legalBasis: 'Quyết định số 05/2017/QĐ-TTg',
      incidentId,
      severity: 'M3',
      urgency: 'very-urgent',
      subject: 'Rà soát máy chủ thư điện tử theo cảnh báo chiến dịch tấn công có chủ đích',
      content:
        'Đề nghị rà soát toàn bộ máy chủ thư điện tử của các cơ quan nhà nước trên địa bàn, đối chiếu với danh sách dấu hiệu kèm theo, thu thập và giữ nguyên nhật ký 90 ngày, báo cáo kết quả.',
      replyBy: at(96),
      contact: 'Trực ban điều phối 0000 024 024',
      actions: [
        { action: 'Đối chiếu dấu hiệu với nhật ký máy chủ thư', responsible: 'Tổ phân tích', dueAt: at(24) },
        {
          action: 'Thu thập, giữ nguyên nhật ký 90 ngày',
          responsible: 'Các cơ quan có máy chủ thư',
          dueAt: at(48),
        },
        { action: 'Tổng hợp, báo cáo kết quả', responsible: 'Bộ phận thường trực', dueAt: at(96) },
      ],
    }),
  );
  clock.to(began - 40);
  order = await moveOrder(clock.ctx, order.id, { version: order.version, to: 'accepted', note: null });
  clock.to(began - 90);
  await moveOrder(clock.ctx, order.id, { version: order.version, to: 'in-progress', note: null });
};

/** One finished call-up, one communications check with its score, one coordination order in progress. All invented. */
export const fillMobilisationDemo = (outer: Ctx): Promise<void> => {
  const clock = createDemoClock(outer);
  return clock.ctx.tx(async (tx) => {
    const team = await listTeamOn(tx, vietnamDateOf(outer.now()));
    const incident = await tx
      .selectFrom('incidents')
      .select('id')
      .where(sql<boolean>`is_open and tlp <> 'red'`)
      .orderBy('opened_at')
      .limit(1)
      .executeTakeFirst();
    const handling = team.filter((one) => one.roleInTeam === 'member' || one.roleInTeam === 'group-head');
    if (!incident || handling.length < 6) return;
    await fillCallUp(clock, tx, incident.id, handling);
    await fillCheck(clock, tx, team);
    await fillOrder(clock, incident.id);
    await tx.deleteFrom('agency_distances').execute();
    const agencyIds = [...new Set(team.map((one) => one.agencyId))];
    const distances = agencyIds.map((agency_id, index) => ({
      agency_id,
      km: [1, 2, 3, 5, 18, 34, 47, 62][index % 8] ?? 10,
    }));
    await tx.insertInto('agency_distances').values(distances).execute();
  });
};
