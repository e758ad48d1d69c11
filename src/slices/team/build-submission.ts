import type { DocumentTree } from '../documents/public.ts';
import { citeDecision, letterText, type PaperFacts, reasonWords, roleText, whoText } from './paper-facts.ts';

const reasonsText = (facts: PaperFacts): string =>
  [...new Set(facts.items.map((item) => reasonWords[item.reason]))].join(', ');

/** Submission ("Tờ trình") of the Standing agency: need and bases, what is proposed as a table, what is asked for. */
export const buildSubmission = (facts: PaperFacts): DocumentTree => {
  const { committee, standing, teamName, items } = facts;
  const bases = [facts.founding, facts.lastDecision].filter((one) => one !== null);
  return {
    properties: {
      title: `Tờ trình thay thế thành viên ${teamName}`,
      author: standing.name,
      createdAt: facts.createdAt,
    },
    state: 'draft',
    head: {
      kind: 'administrative',
      governingBody: committee.name,
      issuingBody: standing.name,
      sign: `TTr-${standing.shortName}`,
      ...(facts.place ? { place: facts.place } : {}),
    },
    typeName: 'Tờ trình',
    subject: `Về việc thay thế thành viên ${teamName}`,
    addressees: [committee.name],
    body: [
      { kind: 'heading', level: 'part', number: 'I', content: 'Sự cần thiết, căn cứ' },
      ...bases.map((decision) => ({
        kind: 'paragraph' as const,
        content: `Căn cứ ${citeDecision(decision, committee.name)};`,
      })),
      {
        kind: 'paragraph',
        content: `Hiện có ${String(items.length).padStart(2, '0')} thành viên của ${teamName} không tiếp tục tham gia do ${reasonsText(facts)}. Thủ trưởng các cơ quan đã có văn bản cử người thay thế; ${standing.name} đã rà soát và thấy đủ điều kiện.`,
      },
      { kind: 'heading', level: 'part', number: 'II', content: 'Nội dung trình' },
      { kind: 'paragraph', content: `${standing.name} kính trình việc thay thế thành viên như sau:` },
      {
        kind: 'table',
        columns: [{ share: 6, align: 'center' }, { share: 26 }, { share: 34 }, { share: 16 }, { share: 18 }],
        header: [
          [
            'STT',
            'Thành viên cũ, chức vụ, cơ quan',
            'Người thay, chức vụ, cơ quan, liên hệ',
            'Vai trò trong Đội',
            'Văn bản cử',
          ],
        ],
        rows: items.map((item, index) => [
          String(index + 1),
          whoText(item.leaverName, item.leaverPost, item.leaverAgency),
          [
            whoText(item.nomineeName, item.nomineePost, item.nomineeAgency),
            item.nomineePhone && `ĐT: ${item.nomineePhone}`,
            item.nomineeEmail && `Thư điện tử: ${item.nomineeEmail}`,
          ]
            .filter(Boolean)
            .join('\n'),
          roleText(item),
          letterText(item),
        ]),
        sizePt: 12,
      },
      { kind: 'heading', level: 'part', number: 'III', content: 'Kiến nghị' },
      {
        kind: 'paragraph',
        content: `Kính trình ${committee.name} xem xét, quyết định. (Kèm theo dự thảo Quyết định kiện toàn và văn bản cử người của các cơ quan)`,
      },
    ],
    hasEndMark: true,
    recipients: { items: ['Như trên', 'Các cơ quan có thành viên thay thế', 'Lãnh đạo Đội'], archive: 'VT' },
    signature: { authority: [], post: 'Thủ trưởng cơ quan' },
  };
};
