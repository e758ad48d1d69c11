import type { DocumentTree } from '../documents/public.ts';
import { citeDecision, dayInText, type PaperFacts, roleText } from './paper-facts.ts';

const submissionText = ({ standing, submissionNumber, submittedOn }: PaperFacts): string => {
  const number = submissionNumber ?? '…/TTr';
  const day = submittedOn ? dayInText(submittedOn) : 'ngày … tháng … năm …';
  return `Theo đề nghị của Thủ trưởng ${standing.name} tại Tờ trình số ${number} ${day}`;
};

/** Draft decision ("kiện toàn") of the People's Committee, direct form, with the list of members as its annex. */
export const buildDecision = (facts: PaperFacts): DocumentTree => {
  const { committee, standing, teamName, items } = facts;
  const earlier = [facts.founding, facts.lastDecision].filter((one) => one !== null);
  const amended = earlier.map((one) => `Quyết định số ${one.number} ${dayInText(one.issuedOn)}`).join(', ');
  return {
    properties: {
      title: `Quyết định kiện toàn ${teamName}`,
      author: committee.name,
      createdAt: facts.createdAt,
    },
    state: 'draft',
    head: {
      kind: 'administrative',
      issuingBody: committee.name,
      sign: 'QĐ-UBND',
      ...(facts.place ? { place: facts.place } : {}),
    },
    typeName: 'Quyết định',
    subject: `Về việc kiện toàn ${teamName}`,
    decidingAuthority: `Chủ tịch ${committee.name}`,
    legalBases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương',
      'Căn cứ Luật An ninh mạng',
      'Căn cứ Quyết định số 05/2017/QĐ-TTg ngày 16 tháng 3 năm 2017 của Thủ tướng Chính phủ ban hành quy định về hệ thống phương án ứng cứu khẩn cấp bảo đảm an toàn thông tin mạng quốc gia',
      ...earlier.map((decision) => `Căn cứ ${citeDecision(decision, committee.name)}`),
      submissionText(facts),
    ],
    enactment: 'Quyết định:',
    body: [
      {
        kind: 'heading',
        level: 'article',
        number: '1',
        text: `Kiện toàn ${teamName}: thay thế ${String(items.length).padStart(2, '0')} thành viên theo danh sách kèm theo Quyết định này.`,
      },
      {
        kind: 'heading',
        level: 'article',
        number: '2',
        text: `Nhiệm vụ, quyền hạn, cơ chế hoạt động, con dấu và kinh phí của ${teamName} thực hiện theo các quy định hiện hành${amended ? ` và ${amended}` : ''}.`,
      },
      {
        kind: 'heading',
        level: 'article',
        number: '3',
        text: `Quyết định này có hiệu lực kể từ ngày ký${amended ? ` và sửa đổi, bổ sung danh sách thành viên ban hành kèm theo ${amended}` : ''}.`,
      },
      {
        kind: 'heading',
        level: 'article',
        number: '4',
        text: `Chánh Văn phòng Ủy ban nhân dân tỉnh, Thủ trưởng ${standing.name}, Thủ trưởng các cơ quan, địa phương liên quan và các ông (bà) có tên trong danh sách kèm theo chịu trách nhiệm thi hành Quyết định này.`,
      },
    ],
    hasEndMark: true,
    recipients: {
      items: ['Như Điều 4', 'Chủ tịch, các Phó Chủ tịch (để b/c)', standing.name],
      archive: 'VT',
    },
    signature: { authority: ['Chủ tịch'] },
    annexes: [
      {
        label: 'Phụ lục',
        title: `Danh sách thay thế thành viên ${teamName}`,
        body: [
          {
            kind: 'table',
            columns: [
              { share: 6, align: 'center' },
              { share: 22 },
              { share: 32 },
              { share: 18 },
              { share: 22 },
            ],
            header: [['STT', 'Họ và tên', 'Chức vụ, cơ quan', 'Vai trò trong Đội', 'Thay cho']],
            rows: items.map((item, index) => [
              String(index + 1),
              item.nomineeName,
              [item.nomineePost, item.nomineeAgency].filter(Boolean).join(', '),
              roleText(item),
              item.leaverName,
            ]),
            sizePt: 12,
          },
        ],
      },
    ],
  };
};
