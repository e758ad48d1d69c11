import type { Ctx } from '../../platform/ctx/ctx.ts';
import { addDays, vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { nominateSchema, reportLeavingSchema } from './contract/replacements.ts';
import { attachLetter, nominate } from './nominate.ts';
import { reportLeaving } from './report-leaving.ts';

const LETTER = 'Công văn trình diễn: cử người thay thế thành viên Đội ứng cứu sự cố. Không có thật.\n';

/** One replacement under way, with nominee and letter, and one place vacant for weeks that was reported late. */
export const fillReplacementsDemo = async (ctx: Ctx, members: ReadonlyMap<string, string>): Promise<void> => {
  const today = vietnamDateOf(ctx.now());
  const leaving = (reason: 'transfer' | 'retirement', days: number, note: string) =>
    reportLeavingSchema.parse({ reason, leavesOn: addDays(today, days), note });
  const { id, version } = await reportLeaving(
    ctx,
    members.get('Tô Hải Yến') as string,
    leaving('transfer', 9, 'Điều động về Sở Nội vụ theo quyết định của Ủy ban nhân dân tỉnh.'),
    { isDemo: true },
  );
  const nominee = nominateSchema.parse({
    version,
    fullName: 'Giáp Thị Thu Hà',
    post: 'Chuyên viên Văn phòng Sở',
    email: 'giap.thi.thu.ha@doiungcuu.minhson.gov.vn.example',
    phone: '0000 900 101',
    letterNumber: '1188/SCT-VP',
    letterOn: addDays(today, -1),
  });
  await nominate(ctx, id, nominee);
  const blob = await ctx.services.blobs.put(Buffer.from(LETTER), 10_000);
  await attachLetter(ctx, id, [
    { ...blob, field: 'file', name: '1188-SCT-VP.txt', contentType: 'text/plain' },
  ]);
  await reportLeaving(
    ctx,
    members.get('Quách Văn Thành') as string,
    leaving('retirement', -23, 'Phường báo sau khi đã nghỉ.'),
    { isDemo: true },
  );
};
