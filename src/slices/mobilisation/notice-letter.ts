import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import { type Block, type DocumentTree, draftOfficialDocument } from '../documents/public.ts';
import {
  auditSubjectOf,
  type CallUpRow,
  getCallUpRow,
  type RecipientRow,
  recordSteps,
  tellCallUp,
} from './call-up-rows.ts';
import type { CallUp } from './contract/call-up.ts';
import type { Urgency } from './contract/codes.ts';
import { describeCallUp } from './queries/describe-call-up.ts';
import { sayMoment } from './say-moment.ts';

const marks: Readonly<Record<Urgency, DocumentTree['urgency']>> = {
  normal: undefined,
  urgent: 'urgent',
  'very-urgent': 'very-urgent',
  express: 'express',
};

/** How urgent a document is, for its red box. */
export const urgencyMark = (urgency: Urgency): Pick<DocumentTree, 'urgency'> => {
  const mark = marks[urgency];
  return mark ? { urgency: mark } : {};
};

const peopleTable = (
  members: readonly RecipientRow[],
  agencies: ReadonlyMap<string, { name: string }>,
  callUp: CallUpRow,
): Block => ({
  kind: 'table',
  columns: [{ share: 8, align: 'center' }, { share: 28 }, { share: 34 }, { share: 30 }],
  header: [['STT', 'Họ và tên', 'Cơ quan', 'Nhiệm vụ']],
  rows: members.map((row, index) => [
    String(index + 1),
    row.full_name,
    agencies.get(row.agency_id)?.name ?? '',
    row.task ?? (callUp.place ? 'Tham gia xử lý tại chỗ' : 'Tham gia xử lý từ xa'),
  ]),
  sizePt: 13,
});

const facts = (callUp: CallUpRow): Block[] => {
  const lines: [string, string | null][] = [
    [
      'Thời gian có mặt',
      callUp.present_at ? sayMoment(callUp.present_at, 'vi') : 'ngay khi nhận được thông báo',
    ],
    ['Địa điểm', callUp.place ?? 'làm việc từ xa'],
    ['Phương tiện, công cụ mang theo', callUp.bring],
    ['Đầu mối liên hệ 24/7', callUp.contact],
  ];
  return lines
    .filter(([, value]) => value)
    .map(([label, value], index) => ({
      kind: 'heading',
      level: 'clause',
      number: String(index + 3),
      content: `${label}: ${value}.`,
    }));
};

/** The mobilisation notice as an official letter (Decree 30/2020/ND-CP, appendix III form 1.5), in the Standing agency's name. */
export const buildNoticeLetter = (
  callUp: CallUpRow,
  recipients: readonly RecipientRow[],
  context: {
    agencies: ReadonlyMap<string, { name: string }>;
    teamName: string;
    governingBody: string;
    place: string;
    incidentNumber: string | null;
  },
): DocumentTree => {
  const members = recipients.filter((row) => row.kind === 'member' && row.state !== 'reserve');
  const names = [...new Set(members.map((row) => context.agencies.get(row.agency_id)?.name ?? ''))];
  const basis = callUp.legal_basis
    ? [{ kind: 'paragraph' as const, content: `Căn cứ ${callUp.legal_basis};` }]
    : [];
  const purpose = callUp.is_exercise
    ? 'kiểm tra thông tin liên lạc của Đội ứng cứu sự cố (diễn tập)'
    : `tham gia ứng cứu sự cố an toàn thông tin mạng${context.incidentNumber ? ` (mã ${context.incidentNumber})` : ''}`;
  return {
    properties: { title: `Thông báo huy động ${callUp.number}`, createdAt: callUp.created_at },
    state: 'draft',
    head: {
      kind: 'administrative',
      governingBody: context.governingBody,
      issuingBody: callUp.standing_agency_name,
      sign: '',
      place: context.place,
      letterSubject: `huy động lực lượng ${purpose}`,
    },
    ...urgencyMark(callUp.urgency),
    ...(callUp.is_exercise ? { circulationMark: 'Diễn tập' } : {}),
    addressees: names.map((name) => `Thủ trưởng ${name}`),
    body: [
      ...basis,
      {
        kind: 'paragraph',
        content: `${callUp.standing_agency_name} thông báo huy động thành viên ${context.teamName} ${purpose} theo đợt huy động số ${callUp.number}, cụ thể như sau:`,
      },
      { kind: 'heading', level: 'clause', number: '1', content: `Nội dung: ${callUp.text}` },
      { kind: 'heading', level: 'clause', number: '2', content: 'Danh sách huy động:' },
      peopleTable(members, context.agencies, callUp),
      ...facts(callUp),
      {
        kind: 'paragraph',
        content:
          'Đề nghị Thủ trưởng các cơ quan ưu tiên bố trí cho thành viên có tên nêu trên tham gia và phản hồi ngay theo liên kết đã gửi; trường hợp không bố trí được, nêu rõ lý do. Thời gian tham gia được xác nhận bằng bảng kê giờ hằng tháng gửi cơ quan.',
      },
    ],
    hasEndMark: true,
    recipients: {
      items: ['Như trên', 'Đội trưởng Đội ứng cứu sự cố (để b/c)', 'Các thành viên có tên tại mục 2'],
      archive: 'VT',
    },
    signature: { authority: ['Thủ trưởng cơ quan'] },
  };
};

const readTree = async (ctx: Ctx, tx: Tx, callUp: CallUpRow): Promise<DocumentTree> => {
  const recipients = await tx
    .selectFrom('call_up_recipients')
    .selectAll()
    .where('call_up_id', '=', callUp.id)
    .orderBy('position')
    .execute();
  const profile = await getOrganisationProfile(tx);
  const described = await describeCallUp(ctx, tx, callUp.id);
  return buildNoticeLetter(callUp, recipients, {
    agencies: await getAgencyRefs(
      tx,
      recipients.map((row) => row.agency_id),
    ),
    teamName: profile.teamNameVi,
    governingBody: profile.governingBody,
    place: profile.placeName || profile.province,
    incidentNumber: described.incident?.number ?? null,
  });
};

/** Drafts the letter that follows the call-up; number, date and signature come in the documents' own way. */
export const draftNoticeLetter = (ctx: Ctx, id: string): Promise<CallUp> =>
  ctx.tx(async (tx) => {
    ctx.require('call-up.create');
    const callUp = await getCallUpRow(tx, id);
    if (callUp.document_id === null) {
      const document = await draftOfficialDocument(ctx, tx, {
        type: 'official-letter',
        tree: await readTree(ctx, tx, callUp),
        issuerAgencyId: callUp.standing_agency_id,
        subjectKind: 'call-up',
        subjectId: id,
        agencyId: null,
        title: `Thông báo huy động ${callUp.number}`,
      });
      await tx.updateTable('call_ups').set({ document_id: document.id }).where('id', '=', id).execute();
      await recordSteps(ctx, tx, id, [{ kind: 'letter-drafted' }]);
      await ctx.audit(tx, 'call-up.letter-drafted', auditSubjectOf(callUp), { documentId: document.id });
      await tellCallUp(ctx, tx, id);
    }
    return describeCallUp(ctx, tx, id);
  });

/** The letter as it would be drafted now, for printing at once. */
export const readNoticeLetter = (ctx: Ctx, id: string): Promise<{ number: string; tree: DocumentTree }> =>
  ctx.tx(async (tx) => {
    const callUp = await getCallUpRow(tx, id);
    return { number: callUp.number, tree: await readTree(ctx, tx, callUp) };
  });
