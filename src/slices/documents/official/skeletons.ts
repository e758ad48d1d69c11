import type { ContentBlock, OfficialContent } from '../contract/official-content.ts';
import { type OfficialType, typeNames } from '../contract/official-types.ts';
import type { Issuer } from './issuers.ts';

const paragraph = (content: string): ContentBlock => ({ kind: 'paragraph', content });
const article = (number: number, content: string): ContentBlock => ({
  kind: 'heading',
  level: 'article',
  number: String(number),
  text: content,
});
const part = (number: string, title: string): ContentBlock => ({
  kind: 'paragraph',
  content: [{ text: `${number}. ${title}`, isBold: true }],
});
const labelled = (label: string, value: string): ContentBlock => ({
  kind: 'paragraph',
  content: [{ text: `${label}: `, isBold: true }, { text: value }],
});

type Title = { title: string; isIndirect?: boolean };
type Part = Partial<OfficialContent> & Pick<OfficialContent, 'body'>;

const decision = (issuer: Issuer, { title, isIndirect }: Title): Part => ({
  typeName: typeNames.decision,
  subject: isIndirect ? `Ban hành ${title}` : `Về việc ${title}`,
  decidingAuthority: issuer.issuingBody,
  legalBases: [
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Luật An ninh mạng',
    'Căn cứ [……]',
    'Theo đề nghị của [……] tại Tờ trình số [……]',
  ],
  enactment: 'Quyết định:',
  body: [
    article(1, isIndirect ? `Ban hành kèm theo Quyết định này ${title}.` : '[……]'),
    article(2, 'Quyết định này có hiệu lực kể từ ngày ký.'),
    article(
      3,
      'Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.',
    ),
  ],
  hasEndMark: true,
  recipients: { items: ['Như Điều 3'], archive: issuer.archive ?? 'VT' },
  ...(isIndirect
    ? {
        annexes: [
          {
            label: 'Quy chế',
            title,
            hasOwnHead: true,
            body: [
              { kind: 'heading', level: 'chapter', number: 'I', content: 'Quy định chung' },
              {
                kind: 'heading',
                level: 'article',
                number: '1',
                content: 'Phạm vi điều chỉnh, đối tượng áp dụng',
              },
              paragraph('[……]'),
            ] satisfies ContentBlock[],
          },
        ],
      }
    : {}),
});

const submission = (_: Issuer, { title }: Title): Part => ({
  typeName: typeNames.submission,
  subject: `Về việc ${title}`,
  addressees: [],
  body: [
    part('I', 'SỰ CẦN THIẾT, CĂN CỨ'),
    paragraph('[……]'),
    part('II', 'NỘI DUNG TRÌNH'),
    paragraph('[……]'),
    part('III', 'KIẾN NGHỊ'),
    paragraph('Kính trình [……] xem xét, quyết định.'),
  ],
  hasEndMark: true,
  recipients: { items: ['Như trên'] },
});

const letter = (_: Issuer): Part => ({
  addressees: [],
  body: [paragraph('[……]'), paragraph('Trân trọng./.')],
  hasEndMark: true,
  recipients: { items: ['Như trên'] },
});

const report = (_: Issuer, { title }: Title): Part => ({
  typeName: typeNames.report,
  subject: title,
  body: [
    part('I', 'TÌNH HÌNH, KẾT QUẢ'),
    paragraph('[……]'),
    part('II', 'TỒN TẠI, NGUYÊN NHÂN'),
    paragraph('[……]'),
    part('III', 'NHIỆM VỤ, KIẾN NGHỊ'),
    paragraph('[……]'),
  ],
  hasEndMark: true,
});

const notice = (_: Issuer, { title }: Title): Part => ({
  typeName: typeNames.notice,
  subject: `Về việc ${title}`,
  body: [
    paragraph('Căn cứ [……], [……] thông báo như sau:'),
    { kind: 'heading', level: 'clause', number: '1', content: 'Nội dung: [……]' },
    { kind: 'heading', level: 'clause', number: '2', content: 'Thành phần: [……]' },
    { kind: 'heading', level: 'clause', number: '3', content: 'Thời gian, địa điểm: [……]' },
    { kind: 'heading', level: 'clause', number: '4', content: 'Yêu cầu: [……]' },
  ],
  hasEndMark: true,
});

const plan = (_: Issuer, { title }: Title): Part => ({
  typeName: typeNames.plan,
  subject: title,
  body: [
    part('I', 'MỤC ĐÍCH, YÊU CẦU'),
    paragraph('[……]'),
    part('II', 'NỘI DUNG'),
    paragraph('[……]'),
    part('III', 'TỔ CHỨC THỰC HIỆN'),
    paragraph('[……]'),
  ],
  hasEndMark: true,
});

const minutes = (_: Issuer, { title }: Title): Part => ({
  typeName: typeNames.minutes,
  subject: title,
  body: [
    labelled('Thời gian bắt đầu', '[……]'),
    labelled('Địa điểm', '[……]'),
    labelled('Thành phần tham dự', '[……]'),
    labelled('Chủ trì (chủ tọa)', '[……]'),
    labelled('Thư ký (người ghi biên bản)', '[……]'),
    labelled('Nội dung', '[……]'),
    paragraph('Cuộc họp kết thúc vào [……] giờ [……], ngày [……] tháng [……] năm [……]./.'),
    {
      kind: 'signatures',
      parties: [
        { authority: [], post: 'Thư ký', name: '' },
        { authority: [], post: 'Chủ tọa', name: '' },
      ],
    },
  ],
  recipients: { items: ['Thành viên dự họp'], archive: 'VT, Hồ sơ' },
});

const invitation = (issuer: Issuer, { title }: Title): Part => ({
  typeName: typeNames.invitation,
  subject: title,
  addresseesLabel: `${issuer.issuingBody} trân trọng kính mời:`,
  addressees: [],
  body: [
    labelled('Tới dự', title),
    labelled('Chủ trì', '[……]'),
    labelled('Thời gian', '[……]'),
    labelled('Địa điểm', '[……]'),
  ],
  hasEndMark: true,
  recipients: { items: ['Như trên'] },
});

const telegram = (issuer: Issuer, { title }: Title): Part => ({
  typeName: typeNames['urgent-telegram'],
  subject: `Về việc ${title}`,
  addresseesLabel: `${issuer.issuingBody} điện:`,
  addressees: [],
  urgency: 'express',
  body: [paragraph('[……]')],
  hasEndMark: true,
  recipients: { items: ['Như trên'] },
});

const parts: Readonly<Record<OfficialType, (issuer: Issuer, title: Title) => Part>> = {
  decision,
  submission,
  'official-letter': letter,
  report,
  notice,
  plan,
  minutes,
  invitation,
  'urgent-telegram': telegram,
};

/**
 * What a document of this type begins with: head, fixed wording and order of parts after appendix III of Decree
 * 30/2020/ND-CP, open places as "[……]". The check before signing finds those that stayed open.
 */
export const skeletonOf = (type: OfficialType, issuer: Issuer, title: Title): OfficialContent => {
  const content = parts[type](issuer, title);
  const archive =
    content.recipients?.archive ?? [issuer.archive ?? 'VT', issuer.unit].filter(Boolean).join(', ');
  return {
    ...content,
    head: {
      ...(issuer.governingBody ? { governingBody: issuer.governingBody } : {}),
      issuingBody: issuer.issuingBody,
      ...(issuer.place ? { place: issuer.place } : {}),
      ...(type === 'official-letter' ? { letterSubject: title.title } : {}),
    },
    recipients: { items: content.recipients?.items ?? [], archive },
    ...(type === 'minutes' ? {} : { signature: { authority: [], post: '', name: '' } }),
    ...(issuer.contactLine && type === 'official-letter' ? { contactLine: issuer.contactLine } : {}),
  };
};
