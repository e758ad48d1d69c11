import type { ContentBlock, OfficialContent } from '../contract/official-content.ts';
import type { OfficialType } from '../contract/official-types.ts';

/** One invented document: what it says, how far it went, how long ago. */
export type DemoDocument = {
  type: OfficialType;
  /** Code of the issuing agency of the demo; null for the team. */
  issuerCode: string | null;
  title: string;
  content: Partial<Omit<OfficialContent, 'head'>> & { head?: Partial<OfficialContent['head']> };
  reaches: 'draft' | 'initialled' | 'signed' | 'issued';
  daysAgo: number;
  /** A number from the paper register. */
  number?: number;
  withdrawn?: string;
};

const text = (content: string): ContentBlock => ({ kind: 'paragraph', content });
const clause = (number: string, content: string): ContentBlock => ({
  kind: 'heading',
  level: 'clause',
  number,
  content,
});
const article = (number: string, content: string): ContentBlock => ({
  kind: 'heading',
  level: 'article',
  number,
  text: content,
});
const leader = { authority: [], post: 'Đội trưởng', name: 'Nguyễn Hữu Trí' };

export const demoDocuments: readonly DemoDocument[] = [
  {
    type: 'official-letter',
    issuerCode: null,
    title: 'rà soát lỗ hổng trên máy chủ thư điện tử',
    daysAgo: 40,
    reaches: 'issued',
    content: {
      urgency: 'urgent',
      addressees: ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường'],
      body: [
        text(
          'Đội ứng cứu sự cố nhận được cảnh báo về lỗ hổng cho phép thực thi mã từ xa trên phần mềm máy chủ thư điện tử đang được nhiều cơ quan trên địa bàn tỉnh sử dụng.',
        ),
        text('Đề nghị các cơ quan thực hiện các việc sau và gửi kết quả trong thời hạn 05 ngày:'),
        clause('1', 'Kiểm tra phiên bản phần mềm máy chủ thư điện tử và cập nhật bản vá của nhà sản xuất.'),
        clause('2', 'Rà soát nhật ký truy cập 90 ngày gần nhất, lưu lại bản sao trước khi xử lý.'),
        clause('3', 'Báo ngay số trực 24/7 của Đội khi phát hiện dấu hiệu bị xâm nhập.'),
        text('Trân trọng cảm ơn sự phối hợp của Quý cơ quan.'),
      ],
      recipients: { items: ['Như trên', 'UBND tỉnh (để b/c)', 'Công an tỉnh (để p/h)'], archive: 'VT' },
      signature: leader,
    },
  },
  {
    type: 'official-letter',
    issuerCode: null,
    title: 'đề nghị cung cấp nhật ký hệ thống phục vụ xử lý sự cố',
    daysAgo: 25,
    reaches: 'issued',
    withdrawn: 'Ban hành nhầm cơ quan nhận; đã thay bằng công văn khác',
    content: {
      addressees: ['Sở Tài chính'],
      body: [text('Đề nghị Sở Tài chính cung cấp nhật ký của máy chủ ứng dụng trong 30 ngày gần nhất.')],
      recipients: { items: ['Như trên'], archive: 'VT' },
      signature: leader,
    },
  },
  {
    type: 'official-letter',
    issuerCode: null,
    title: 'hướng dẫn đổi mật khẩu tài khoản quản trị cổng thông tin',
    daysAgo: 12,
    reaches: 'issued',
    number: 21,
    content: {
      addressees: ['Ủy ban nhân dân các xã, phường'],
      body: [
        text(
          'Để phòng ngừa việc chèn liên kết cờ bạc vào cổng thông tin, đề nghị Quý cơ quan đổi mật khẩu quản trị và bật xác thực hai lớp trước ngày 30 tháng này.',
        ),
      ],
      recipients: { items: ['Như trên', 'Sở Khoa học và Công nghệ'], archive: 'VT' },
      signature: leader,
    },
  },
  {
    type: 'decision',
    issuerCode: 'UBND',
    title: 'kiện toàn Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Minh Sơn',
    daysAgo: 60,
    reaches: 'issued',
    number: 878,
    content: {
      decidingAuthority: 'Chủ tịch Ủy ban nhân dân tỉnh',
      legalBases: [
        'Căn cứ Luật Tổ chức chính quyền địa phương',
        'Căn cứ Luật An ninh mạng',
        'Căn cứ Thông tư số 20/2017/TT-BTTTT ngày 12 tháng 9 năm 2017 của Bộ trưởng Bộ Thông tin và Truyền thông quy định về điều phối, ứng cứu sự cố an toàn thông tin mạng trên toàn quốc',
        'Theo đề nghị của Giám đốc Công an tỉnh',
      ],
      body: [
        article(
          '1',
          'Kiện toàn Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Minh Sơn gồm các ông (bà) có tên trong danh sách kèm theo.',
        ),
        article(
          '2',
          'Đội ứng cứu sự cố thực hiện nhiệm vụ theo Quy chế hoạt động đã ban hành; được sử dụng con dấu của Công an tỉnh.',
        ),
        article('3', 'Quyết định này có hiệu lực kể từ ngày ký.'),
        article(
          '4',
          'Chánh Văn phòng UBND tỉnh, Giám đốc Công an tỉnh, Thủ trưởng các cơ quan liên quan và các ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
        ),
      ],
      recipients: {
        items: ['Như Điều 4', 'Thường trực Tỉnh ủy (để b/c)', 'Chủ tịch, các PCT UBND tỉnh'],
        archive: 'VT, NC',
      },
      signature: { authority: ['KT. Chủ tịch'], post: 'Phó Chủ tịch', name: 'Trần Quốc Đạt' },
      annexes: [
        {
          label: 'Phụ lục',
          title: 'Danh sách thành viên Đội ứng cứu sự cố',
          body: [
            {
              kind: 'table',
              columns: [{ share: 8, align: 'center' }, { share: 32 }, { share: 40 }, { share: 20 }],
              header: [['STT', 'Họ và tên', 'Chức vụ, cơ quan', 'Vai trò']],
              rows: [
                ['1', 'Nguyễn Hữu Trí', 'Trưởng phòng An ninh mạng, Công an tỉnh', 'Đội trưởng'],
                ['2', 'Bùi Thị Mai', 'Chuyên viên, Sở Khoa học và Công nghệ', 'Thành viên'],
                ['3', 'Hồ Đức Mạnh', 'Kỹ sư, Trung tâm Chuyển đổi số', 'Thành viên'],
              ],
            },
          ],
        },
      ],
    },
  },
  {
    type: 'notice',
    issuerCode: null,
    title: 'phân công trực ứng cứu sự cố dịp nghỉ lễ',
    daysAgo: 5,
    reaches: 'signed',
    content: {
      body: [
        text('Đội ứng cứu sự cố thông báo phân công trực 24/7 trong dịp nghỉ lễ như sau:'),
        clause('1', 'Trực chính: Bùi Thị Mai. Trực dự phòng: Hồ Đức Mạnh.'),
        clause('2', 'Số trực: 0000 114 114. Địa điểm: phòng trực của Đội.'),
      ],
      recipients: { items: ['Thành viên Đội', 'Công an tỉnh (để b/c)'], archive: 'VT' },
      signature: leader,
    },
  },
  {
    type: 'submission',
    issuerCode: 'CAT',
    title: 'thay thế thành viên Đội ứng cứu sự cố',
    daysAgo: 2,
    reaches: 'initialled',
    content: {
      addressees: ['Ủy ban nhân dân tỉnh'],
      body: [
        text(
          'Căn cứ Quyết định kiện toàn Đội ứng cứu sự cố, Công an tỉnh kính trình UBND tỉnh xem xét thay thế 01 thành viên do chuyển công tác.',
        ),
        text('Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định.'),
      ],
      recipients: { items: ['Như trên', 'Sở Nội vụ'], archive: 'VT, PA05' },
      signature: { authority: [], post: 'Giám đốc', name: 'Lê Quang Huy' },
    },
  },
  {
    type: 'plan',
    issuerCode: null,
    title: 'Diễn tập ứng cứu sự cố an toàn thông tin mạng',
    daysAgo: 0,
    reaches: 'draft',
    content: {},
  },
  {
    type: 'invitation',
    issuerCode: null,
    title: 'Họp rút kinh nghiệm xử lý sự cố quý này',
    daysAgo: 0,
    reaches: 'draft',
    content: { addressees: ['Thủ trưởng các cơ quan có thành viên trong Đội'] },
  },
];
