import { permissionsOfRoles } from '../../platform/access/policy.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { listPeopleWithRole } from '../accounts/public.ts';
import type { Role } from '../accounts/roles.ts';
import { periodAround } from './contract/period.ts';
import { type Remarks, remarksSchema } from './contract.ts';
import { moveReport } from './move-report.ts';
import { createReport, saveRemarks } from './save-report.ts';

const remarks: Remarks = remarksSchema.parse({
  situation:
    'Trong kỳ, hoạt động dò quét, chèn liên kết cờ bạc vào cổng thông tin và thư lừa đảo nhắm vào tài khoản công vụ tiếp tục chiếm phần lớn. Không có sự cố lan rộng giữa các cơ quan.',
  results:
    'Rà quét lỗ hổng 42 hệ thống; săn lùng mối nguy hại tại 6 cơ quan, phát hiện 2 máy chủ còn sót mã độc.\nGửi 5 cảnh báo, nhận đủ phản hồi của 31 cơ quan.',
  shortcomings:
    'Một số cơ quan báo tin chậm, nhật ký máy chủ web lưu chưa đủ thời gian. Nguyên nhân chính là thiếu cán bộ chuyên trách.',
  tasks:
    'Hoàn thành rà soát tài khoản quản trị dùng chung; tổ chức diễn tập thực chiến cho hệ thống cấp độ 3.',
  proposals: 'Đề nghị UBND tỉnh bố trí kinh phí lưu nhật ký tập trung cho các xã, phường.',
});

/** The context of somebody with the role, so that two people have a hand in the report as the rule wants it. */
const actAs = async (ctx: Ctx, role: Role): Promise<Ctx | undefined> => {
  const [person] = await ctx.tx((tx) => listPeopleWithRole(tx, role));
  return (
    person &&
    ctx.withActor({
      kind: 'person',
      id: person.id,
      label: person.fullName,
      reach: 'all',
      organisationIds: [],
      permissions: permissionsOfRoles(ctx.services.grants, [role]),
    })
  );
};

/** Last month's report, approved, and a draft of the running quarter. */
export const fillReportsDemo = async (ctx: Ctx): Promise<void> => {
  const officer = await actAs(ctx, 'duty-officer');
  const leader = await actAs(ctx, 'team-leader');
  if (!officer || !leader) return;
  const today = vietnamDateOf(ctx.now());
  const month = periodAround('month', addDays(periodAround('month', today).from, -1));
  const { id } = await createReport(officer, { ...month, agencyId: null });
  const written = await saveRemarks(officer, id, { version: 1, remarks });
  const submitted = await moveReport(officer, id, { move: 'submit', version: written.version });
  await moveReport(leader, id, { move: 'approve', version: submitted.version });
  await createReport(officer, { ...periodAround('quarter', today), agencyId: null });
};
