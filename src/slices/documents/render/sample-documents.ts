import type { Block, DocumentTree } from './document-tree.ts';

/** Invented documents for tests and benchmarks: one per shape of the page. */
const createdAt = new Date('2026-03-05T01:30:00Z');
const date = { year: 2026, month: 3, day: 5 };

const sentence =
  'Đội ứng cứu sự cố an toàn thông tin mạng tiếp nhận, phân loại và phối hợp xử lý sự cố của các cơ quan trên địa bàn tỉnh, bảo đảm hoạt động liên tục của hệ thống thông tin.';

export const sampleLetter = (overrides: Partial<DocumentTree> = {}): DocumentTree => ({
  properties: { title: 'Công văn rà soát lỗ hổng', author: 'Đội ứng cứu sự cố', createdAt },
  state: 'final',
  head: {
    kind: 'administrative',
    governingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
    issuingBody: 'Đội ứng cứu sự cố',
    number: 5,
    sign: 'ƯCSC-KT',
    place: 'Sông Mây',
    date,
    letterSubject: 'rà soát lỗ hổng an toàn thông tin trên máy chủ thư điện tử',
  },
  urgency: 'express',
  addressees: ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường', 'Trung tâm Công nghệ số'],
  body: [
    { kind: 'paragraph', content: sentence },
    {
      kind: 'paragraph',
      content: [
        { text: 'Đề nghị các cơ quan ' },
        { text: 'hoàn thành trước ngày 12/3/2026', isBold: true },
        { text: ' các việc sau:' },
      ],
    },
    { kind: 'heading', level: 'clause', number: '1', content: 'Kiểm tra phiên bản phần mềm máy chủ thư.' },
    { kind: 'heading', level: 'point', number: 'đ', content: 'Thu thập nhật ký trong 90 ngày gần nhất.' },
    {
      kind: 'list',
      marker: 'dash',
      items: ['Ngắt kết nối máy chủ bị xâm nhập', 'Báo cáo về Đội ứng cứu sự cố'],
    },
    { kind: 'paragraph', content: 'Trân trọng cảm ơn sự phối hợp của Quý cơ quan.' },
  ],
  hasEndMark: true,
  recipients: { items: ['Như trên', 'Chủ tịch UBND tỉnh (để b/c)', 'Công an tỉnh'], archive: 'VT, KT' },
  signature: { authority: ['KT. Đội trưởng'], post: 'Phó Đội trưởng', name: 'Trần Thị Bích Ngọc' },
  drafterMark: 'LM.(60)',
  contactLine: 'Số 1 Đường Ven Sông, Sông Mây; ĐT: 0200 000 000; thư điện tử: ucsc@songmay.example',
  ...overrides,
});

export const sampleTable = (rows: number): Block => ({
  kind: 'table',
  columns: [{ share: 8, align: 'center' }, { share: 32 }, { share: 40 }, { share: 20, align: 'right' }],
  header: [['STT', 'Cơ quan', 'Sự cố', 'Thiệt hại (đồng)']],
  rows: Array.from({ length: rows }, (_, index) => [
    String(index + 1),
    'Sở Nông nghiệp và Môi trường',
    'Tấn công sử dụng mã độc vào máy trạm của bộ phận một cửa',
    '12.500.000',
  ]),
});

export const sampleDecision = (overrides: Partial<DocumentTree> = {}): DocumentTree => ({
  properties: { title: 'Quyết định kiện toàn Đội ứng cứu sự cố', createdAt },
  state: 'final',
  scale: 'large',
  head: {
    kind: 'administrative',
    issuingBody: 'Ủy ban nhân dân tỉnh Sông Mây',
    number: 123,
    sign: 'QĐ-UBND',
    place: 'Sông Mây',
    date: { year: 2026, month: 11, day: 23 },
  },
  typeName: 'Quyết định',
  subject: 'Về việc kiện toàn Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Sông Mây',
  decidingAuthority: 'Chủ tịch Ủy ban nhân dân tỉnh',
  legalBases: [
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
    'Theo đề nghị của Giám đốc cơ quan Thường trực tại Tờ trình số 28/TTr-CQTT ngày 20 tháng 11 năm 2026',
  ],
  enactment: 'Quyết định:',
  body: [
    { kind: 'heading', level: 'article', number: '1', text: 'Kiện toàn Đội ứng cứu sự cố như sau:' },
    { kind: 'paragraph', content: sentence },
    { kind: 'heading', level: 'article', number: '2', content: 'Nhiệm vụ, quyền hạn' },
    ...Array.from({ length: 8 }, (): Block => ({ kind: 'paragraph', content: sentence })),
    { kind: 'heading', level: 'article', number: '3', content: 'Điều khoản thi hành' },
    {
      kind: 'paragraph',
      content: 'Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.',
    },
  ],
  hasEndMark: true,
  recipients: { items: ['Như Điều 3', 'Thường trực Tỉnh ủy (để b/c)'], archive: 'VT, CNTT' },
  signature: {
    authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'],
    post: 'Phó Chủ tịch',
    name: 'Nguyễn Văn A',
  },
  annexes: [
    {
      label: 'Phụ lục I',
      title: 'Danh sách thành viên',
      attachedTo: 'Kèm theo Quyết định số 123/QĐ-UBND ngày 23 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh',
      body: [sampleTable(45)],
    },
    { label: 'Phụ lục II', title: 'Số liệu', isLandscape: true, body: [sampleTable(30)] },
  ],
  ...overrides,
});

export const sampleMinutes = (): DocumentTree => ({
  properties: { title: 'Biên bản họp', createdAt },
  state: 'draft',
  head: {
    kind: 'administrative',
    governingBody: 'UBND tỉnh Sông Mây',
    issuingBody: 'Đội ứng cứu sự cố',
    sign: 'BB-ƯCSC',
  },
  typeName: 'Biên bản',
  subject: 'Họp đánh giá sự cố',
  body: [
    { kind: 'field', label: 'Thời gian bắt đầu', value: '08 giờ 00, ngày 05 tháng 3 năm 2026' },
    { kind: 'field', label: 'Địa điểm' },
    { kind: 'paragraph', content: sentence },
    {
      kind: 'signatures',
      parties: [
        { authority: [], post: 'Thư ký', name: 'Lê Văn Bình' },
        { authority: [], post: 'Chủ tọa', name: 'Phạm Thị Hồng Nhung' },
      ],
    },
  ],
  recipients: { items: ['Thành viên dự họp'], archive: 'HS' },
});
