import './duty/tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { DEFAULT_PLACE } from './contract/duty.ts';
import { createPatternSchema, patternTemplates } from './contract/duty-plans.ts';
import { createPlan } from './duty/make-plan.ts';
import { createPattern } from './duty/save-pattern.ts';
import { setEscalation } from './duty/set-escalation.ts';

const DAYS_BEFORE = 30;
const DAYS_AFTER = 31;
const HOUR_MS = 3_600_000;

const words = [
  'Ca yên tĩnh. Đã thử liên lạc với đầu mối Sở Tài chính, máy bận, gọi lại sau 8 giờ.',
  'Đang chờ nhật ký máy chủ của Trung tâm hành chính công, hẹn gửi trước 10 giờ. Nếu chưa có thì gọi anh Hưng.',
  'Hai tin báo về thư giả mạo, đã hướng dẫn người báo không mở tệp đính kèm. Theo dõi thêm hộp thư chung.',
  'Đã bàn giao biên bản thu thập chứng cứ cho Tổ ứng cứu. Chìa khóa tủ thiết bị để tại bàn trực.',
];

type DemoShift = { id: string; member_id: string; kind: string; starts_at: Date; ends_at: Date };

/** Publishing puts only coming shifts on the list; the demo also has a past. */
const putOnList = async (ctx: Ctx, tx: Tx, planId: string): Promise<DemoShift[]> => {
  const planned = await tx
    .selectFrom('duty_plan_shifts')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('member_id', 'is not', null)
    .orderBy('starts_at')
    .execute();
  const shifts = planned.map((shift) => ({
    id: uuid7(ctx.now().getTime()),
    member_id: shift.member_id as string,
    kind: shift.kind,
    starts_at: shift.starts_at,
    ends_at: shift.ends_at,
  }));
  await tx
    .insertInto('duty_shifts')
    .values(shifts.map((shift) => ({ ...shift, place: DEFAULT_PLACE, created_at: ctx.now() })))
    .execute();
  await tx
    .updateTable('duty_plans')
    .set({ state: 'published', published_at: ctx.now(), published_by_label: ctx.actor.label })
    .where('id', '=', planId)
    .execute();
  return shifts;
};

/** Notes of the past shifts: the last waits for its signature, one of the day before yesterday was never written. */
const addNotes = async (ctx: Ctx, tx: Tx, shifts: readonly DemoShift[]): Promise<void> => {
  const members = await tx.selectFrom('members').select(['id', 'full_name']).execute();
  const names = new Map(members.map((row) => [row.id, row.full_name]));
  const desk = shifts.filter((shift) => shift.kind === 'primary');
  const past = desk.filter((shift) => shift.ends_at <= ctx.now());
  const rows = past.flatMap((shift, at) => {
    const fromEnd = past.length - at;
    if (fromEnd === 6) return [];
    const next = desk[at + 1];
    const isSigned = fromEnd > 1;
    return [
      {
        id: uuid7(ctx.now().getTime()),
        shift_id: shift.id,
        member_id: shift.member_id,
        next_member_id: next?.member_id ?? null,
        since_at: shift.starts_at,
        drafted_at: new Date(shift.ends_at.getTime() - HOUR_MS / 2),
        sections: '[]',
        note: words[at % words.length] as string,
        state: isSigned ? ('signed' as const) : ('given' as const),
        given_at: new Date(shift.ends_at.getTime() - HOUR_MS / 6),
        given_by_label: names.get(shift.member_id) ?? ctx.actor.label,
        signed_at: isSigned ? new Date(shift.ends_at.getTime() + HOUR_MS / 12) : null,
        signed_by_member_id: isSigned ? (next?.member_id ?? null) : null,
        remark: null,
        version: 3,
      },
    ];
  });
  await tx.insertInto('duty_hand_overs').values(rows).execute();
};

/** One swap that waits for the duty officer of the demo, one that waits for the leader, one already approved. */
const addSwaps = async (ctx: Ctx, tx: Tx, shifts: readonly DemoShift[], officerId: string): Promise<void> => {
  const soon = new Date(ctx.now().getTime() + 3 * 24 * HOUR_MS);
  const coming = shifts.filter((shift) => shift.kind === 'primary' && shift.starts_at > soon);
  const own = coming.find((shift) => shift.member_id === officerId);
  const others = coming.filter((shift) => shift.member_id !== officerId);
  const touches = (one: DemoShift, other: DemoShift) =>
    one.starts_at.getTime() - 12 * HOUR_MS < other.ends_at.getTime() &&
    other.starts_at.getTime() - 12 * HOUR_MS < one.ends_at.getTime();
  const isClear = (memberId: string, shift: DemoShift) =>
    !shifts.some((other) => other.member_id === memberId && other.id !== shift.id && touches(other, shift));
  const asked = others.find((shift) => own && isClear(officerId, shift) && isClear(shift.member_id, own));
  const handed = others.find((shift) => shift.id !== asked?.id && shift.member_id !== asked?.member_id);
  const taker = others.find(
    (shift) => handed && shift.member_id !== handed.member_id && isClear(shift.member_id, handed),
  );
  const base = {
    shift_version: 1,
    answer_note: null,
    decided_by_label: null,
    decision_note: null,
    is_open_offer: false,
  };
  const earlier = (hours: number) => new Date(ctx.now().getTime() - hours * HOUR_MS);
  const rows = [
    ...(asked && own
      ? [
          {
            ...base,
            id: uuid7(ctx.now().getTime()),
            shift_id: asked.id,
            from_member_id: asked.member_id,
            to_member_id: officerId,
            return_shift_id: own.id,
            return_shift_version: 1,
            reason: 'Tôi có lịch tập huấn tại Cục vào đúng ngày này.',
            state: 'requested' as const,
            requested_at: earlier(5),
          },
        ]
      : []),
    ...(handed && taker
      ? [
          {
            ...base,
            id: uuid7(ctx.now().getTime()),
            shift_id: handed.id,
            from_member_id: handed.member_id,
            to_member_id: taker.member_id,
            return_shift_id: null,
            return_shift_version: null,
            reason: 'Con ốm, xin nhường ca.',
            state: 'accepted' as const,
            requested_at: earlier(20),
            answered_at: earlier(18),
          },
        ]
      : []),
  ];
  if (rows.length > 0) await tx.insertInto('duty_swaps').values(rows).execute();
};

/**
 * Two months of shifts from a pattern of three turns of eight hours, hand-over notes of the past, swaps that wait, the
 * escalation ladder with a group head in it.
 */
export const fillDutyDemo = async (
  ctx: Ctx,
  people: { primaries: readonly string[]; backups: readonly string[]; officerId: string },
): Promise<void> =>
  ctx.tx(async (tx) => {
    const today = vietnamDateOf(ctx.now());
    const template = patternTemplates['3x8'];
    const pattern = await createPattern(
      ctx,
      createPatternSchema.parse({
        name: 'Ba ca tám giờ, dự phòng 24 giờ',
        slots: [...template.slots],
        restHours: template.restHours,
        primaryMemberIds: [...people.primaries],
        backupMemberIds: [...people.backups],
      }),
    );
    const { id } = await createPlan(ctx, {
      patternId: pattern.id,
      fromOn: addDays(today, -DAYS_BEFORE),
      toOn: addDays(today, DAYS_AFTER),
    });
    const shifts = await putOnList(ctx, tx, id);
    await addNotes(ctx, tx, shifts);
    await addSwaps(ctx, tx, shifts, people.officerId);
    await setEscalation(ctx, {
      version: 1,
      steps: [
        { target: 'primary', roleInTeam: null, memberId: null, waitMinutes: 5 },
        { target: 'backup', roleInTeam: null, memberId: null, waitMinutes: 10 },
        {
          target: 'member',
          roleInTeam: null,
          memberId: people.backups[0] ?? people.officerId,
          waitMinutes: 10,
        },
        { target: 'role', roleInTeam: 'standing-deputy', memberId: null, waitMinutes: 15 },
        { target: 'role', roleInTeam: 'leader', memberId: null, waitMinutes: 15 },
      ],
    });
  });
