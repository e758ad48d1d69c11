import type { ContentBlock, OfficialContent } from '../contract/official-content.ts';
import { type OfficialType, officialTypes, signOf, typeNames } from '../contract/official-types.ts';
import { mapTexts } from '../render/clean-tree.ts';
import type { DocumentTree } from '../render/document-tree.ts';
import type { Issuer } from './issuers.ts';
import { skeletonOf } from './skeletons.ts';
import { treeOf } from './tree-of-document.ts';

/** Invented documents, one for each type, complete to the last place: for golden tests and the benchmark. */
const issuer: Issuer = {
  agencyId: null,
  abbreviation: 'ĐƯCSC',
  unit: 'KT',
  governingBody: 'UBND tỉnh Sông Mây',
  issuingBody: 'Đội Ứng cứu sự cố',
  place: 'Sông Mây',
  archive: 'VT',
  contactLine: 'Số 1 Đường Ven Sông, Sông Mây; ĐT: 0200 000 000; thư điện tử: ucsc@songmay.example',
  version: 0,
};
const committee: Issuer = {
  ...issuer,
  abbreviation: 'UBND',
  unit: null,
  governingBody: null,
  issuingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
};

export type GoldenName = OfficialType | 'decision-indirect';
export const goldenNames: readonly GoldenName[] = [...officialTypes, 'decision-indirect'];

const sentence =
  'Đội Ứng cứu sự cố tiếp nhận, phân loại và phối hợp xử lý sự cố của các cơ quan trên địa bàn tỉnh, bảo đảm hoạt động liên tục của hệ thống thông tin';

/** What stands at the open places of the skeleton, one after the other. */
const fillOpen = <T>(content: T): T => {
  const words = [sentence, 'Giám đốc Công an tỉnh', '15/TTr-CAT', 'Hội trường tầng 2, trụ sở Đội'];
  let next = 0;
  return mapTexts(content, (text) => text.replace(/\[……\]/g, () => words[next++ % words.length] as string));
};

const minutesSigners = (block: ContentBlock): ContentBlock =>
  block.kind === 'signatures'
    ? {
        ...block,
        parties: block.parties.map((party, index) => ({
          ...party,
          name: ['Lê Văn Bình', 'Phạm Thị Hồng Nhung'][index] ?? '',
        })),
      }
    : block;

const contentOf = (name: GoldenName): OfficialContent => {
  const type = name === 'decision-indirect' ? 'decision' : name;
  const isIndirect = name === 'decision-indirect';
  const title = isIndirect
    ? 'Quy chế hoạt động của Đội Ứng cứu sự cố'
    : 'kiểm tra an toàn thông tin mạng tại các cơ quan nhà nước';
  const content = skeletonOf(type, type === 'decision' ? committee : issuer, { title, isIndirect });
  return fillOpen({
    ...content,
    ...(type === 'decision' ? { decidingAuthority: 'Chủ tịch Ủy ban nhân dân tỉnh' } : {}),
    ...(content.addressees
      ? { addressees: ['Ủy ban nhân dân tỉnh', 'Công an tỉnh', 'Sở Khoa học và Công nghệ'] }
      : {}),
    body: content.body.map(minutesSigners),
    recipients: {
      items: [...(content.recipients?.items ?? []), 'Chủ tịch UBND tỉnh (để b/c)', 'Thành viên Đội'],
      archive: content.recipients?.archive ?? 'VT',
    },
    ...(content.signature
      ? {
          signature:
            type === 'decision'
              ? {
                  authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'],
                  post: 'Phó Chủ tịch',
                  name: 'Nguyễn Văn A',
                }
              : { authority: ['KT. Đội trưởng'], post: 'Phó Đội trưởng', name: 'Trần Thị Bích Ngọc' },
        }
      : {}),
  });
};

/** The tree of one of them, issued on 5 February 2026 under number 5. */
export const goldenDocument = (name: GoldenName): DocumentTree => {
  const type = name === 'decision-indirect' ? 'decision' : name;
  const { abbreviation, unit } = type === 'decision' ? committee : issuer;
  return treeOf({
    type,
    title: typeNames[type],
    content: contentOf(name),
    state: 'issued',
    sign: signOf(type, abbreviation, unit ?? undefined),
    number: 5,
    issued_on: '2026-02-05',
    created_at: new Date('2026-02-05T02:00:00Z'),
  });
};
