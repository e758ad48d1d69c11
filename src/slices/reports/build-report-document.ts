import type { OrganisationProfile } from '../accounts/contract/organisation.ts';
import type { AgencyRef } from '../agencies/public.ts';
import type { Block, ChartBar, DocumentTree, Table } from '../documents/public.ts';
import { attackTypes, causes } from '../incidents/contract/codes.ts';
import { channels } from '../intake/contract/codes.ts';
import type { Figures } from './compile-report.ts';
import { form05Columns, form05Rows } from './contract/figures.ts';
import type { Period } from './contract/period.ts';
import type { PeriodicReportState, Remarks } from './contract.ts';
import { changeWords, numberWords, official, periodWords } from './report-words.ts';

export type ReportPaper = {
  period: Period;
  agency: AgencyRef | null;
  state: PeriodicReportState;
  remarks: Remarks;
  figures: Figures;
  previous: Figures;
  agencies: ReadonlyMap<string, AgencyRef>;
  profile: OrganisationProfile;
  createdAt: Date;
};

const paragraph = (content: string): Block => ({ kind: 'paragraph', content });
const head = (number: string, content: string): Block => ({
  kind: 'paragraph',
  content: [{ text: `${number}. ${content}`, isBold: true }],
  staysWithNext: true,
});

/** What people wrote, a paragraph for each line; a dotted line where they wrote nothing yet. */
const written = (text: string): Block[] => {
  const lines = text.split('\n').map((line) => line.trim());
  const blocks = lines.filter(Boolean).map(paragraph);
  return blocks.length > 0 ? blocks : [{ kind: 'field', label: 'Nội dung', value: '', emptyLines: 3 }];
};

const sentence = (label: string, key: string, { figures, previous }: ReportPaper, unit = ''): string => {
  const change = changeWords(figures.get(key), previous.get(key));
  return `${label}: ${numberWords(figures.get(key))}${figures.get(key) === null ? '' : unit}${change ? `, ${change}` : ''}`;
};

/** Items of an enumeration, closed as official texts close them. */
const closed = (items: readonly string[]): string[] =>
  items.map((item, index) => `${item}${index === items.length - 1 ? '.' : ';'}`);

const overview = (paper: ReportPaper): Block => ({
  kind: 'list',
  marker: 'dash',
  items: closed([
    sentence('Số báo tin sự cố tiếp nhận', 'report.received', paper, ' báo tin'),
    sentence('Số sự cố tiếp nhận trong kỳ', 'incident.received', paper, ' sự cố'),
    sentence('Trong đó số sự cố nghiêm trọng', 'incident.severe', paper, ' sự cố'),
    sentence('Số sự cố kỳ trước chuyển sang', 'incident.carried-over', paper, ' sự cố'),
    sentence('Số sự cố đã kết thúc ứng phó trong kỳ', 'incident.closed', paper, ' sự cố'),
    sentence('Số sự cố còn đang xử lý đến cuối kỳ', 'incident.open-at-end', paper, ' sự cố'),
    sentence('Số sự cố có liên quan đến dữ liệu cá nhân', 'incident.personal-data', paper, ' sự cố'),
  ]),
});

const attackChart = (paper: ReportPaper): Block[] => {
  const bars: ChartBar[] = attackTypes
    .map((type) => ({
      label: official.attackTypes[type],
      value: paper.figures.get(`form05.${type}.count`) ?? 0,
      earlier: paper.previous.get(`form05.${type}.count`) ?? 0,
    }))
    .filter(({ value, earlier }) => value > 0 || earlier > 0);
  if (bars.length === 0) return [];
  const caption = 'Biểu đồ 1. Số sự cố theo loại tấn công';
  return [{ kind: 'bar-chart', caption, bars, name: 'Kỳ này', earlierName: 'Kỳ trước' }];
};

const agencyRows = ({ figures, previous, agencies }: ReportPaper): string[][] =>
  [...figures]
    .filter(([key]) => key.startsWith('agency.'))
    .map(([key, value], index) => [
      String(index + 1),
      agencies.get(key.slice('agency.'.length))?.name ?? 'Chưa xác định cơ quan',
      numberWords(value),
      numberWords(previous.get(key) ?? 0),
    ]);

const agencyTable = (paper: ReportPaper): Table => ({
  kind: 'table',
  columns: [
    { share: 8, align: 'center' },
    { share: 60 },
    { share: 16, align: 'right' },
    { share: 16, align: 'right' },
  ],
  header: [['STT', 'Cơ quan, đơn vị', 'Kỳ này', 'Kỳ trước']],
  rows: agencyRows(paper),
});

const byAgency = (paper: ReportPaper): Block[] => {
  const rows = agencyRows(paper);
  if (paper.agency || rows.length === 0) return [];
  // A long list goes to an annex of its own.
  if (rows.length > 12) {
    return [paragraph(`Sự cố xảy ra tại ${rows.length} cơ quan, đơn vị (chi tiết tại Phụ lục II).`)];
  }
  return [paragraph('Số sự cố theo cơ quan, đơn vị:'), agencyTable(paper)];
};

const causeLines = (paper: ReportPaper): Block => ({
  kind: 'list',
  marker: 'dash',
  items: closed(causes.map((cause) => sentence(official.causes[cause], `cause.${cause}`, paper, ' sự cố'))),
});

const channelSentence = ({ figures }: ReportPaper): string => {
  const parts = channels
    .map((channel) => [official.channels[channel], figures.get(`channel.${channel}`) ?? 0] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${numberWords(count)}`);
  return parts.length > 0 ? `Kênh tiếp nhận: ${parts.join('; ')}.` : 'Trong kỳ không tiếp nhận báo tin nào.';
};

const results = (paper: ReportPaper): Block[] => [
  head('1', 'Tiếp nhận và phân loại'),
  paragraph(channelSentence(paper)),
  causeLines(paper),
  ...attackChart(paper),
  ...byAgency(paper),
  head('2', 'Ứng cứu, xử lý'),
  {
    kind: 'list',
    marker: 'dash',
    items: closed([
      sentence('Thời gian khoanh vùng (trung vị, từ khi phát hiện)', 'time.contain', paper, ' giờ'),
      sentence('Thời gian khôi phục (trung vị, từ khi phát hiện)', 'time.restore', paper, ' giờ'),
      sentence('Thời gian kết thúc (trung vị, từ khi tiếp nhận)', 'time.close', paper, ' giờ'),
    ]),
  },
  head('3', 'Biến động thành viên Đội'),
  paragraph(
    `Đến cuối kỳ Đội có ${numberWords(paper.figures.get('team.at-end'))} thành viên; trong kỳ bổ sung ${numberWords(paper.figures.get('team.joined'))}, thôi tham gia ${numberWords(paper.figures.get('team.left'))}.`,
  ),
  head('4', 'Hoạt động khác'),
  ...written(paper.remarks.results),
];

const rowNames: Readonly<Record<string, string>> = {
  ...official.attackTypes,
  none: official.notAttack,
  total: official.total,
};

/** The table of form 05 of Circular 20/2017/TT-BTTTT. */
export const buildForm05Table = (figures: Figures): Table => ({
  kind: 'table',
  columns: [
    { share: 30 },
    { share: 9, align: 'right' },
    { share: 10, align: 'right' },
    { share: 12, align: 'right' },
    { share: 12, align: 'right' },
    { share: 12, align: 'right' },
    { share: 15, align: 'right' },
  ],
  header: [official.form05Columns],
  rows: form05Rows
    // The row for what the form has no name for is printed only where it counts something.
    .filter((row) => row !== 'none' || (figures.get('form05.none.count') ?? 0) > 0)
    .map((row) =>
      [
        rowNames[row] ?? row,
        ...form05Columns.map((column) => numberWords(figures.get(`form05.${row}.${column}`))),
      ].map((cell) => (row === 'total' ? [{ text: cell, isBold: true }] : cell)),
    ),
});

const titleOf = ({ period, agency }: ReportPaper): string =>
  `Kết quả tiếp nhận, ứng cứu, xử lý sự cố ${periodWords(period)}${agency ? ` tại ${agency.name}` : ''}`;

/** The periodic report as an official document (Decree 30/2020/NĐ-CP), number and date left to whoever issues it. */
export const buildReportDocument = (paper: ReportPaper): DocumentTree => {
  const { profile, remarks } = paper;
  const annexes: DocumentTree['annexes'] = [
    {
      label: !paper.agency && agencyRows(paper).length > 12 ? 'Phụ lục I' : 'Phụ lục',
      title: 'Tổng hợp về hoạt động tiếp nhận và xử lý sự cố (Mẫu số 05)',
      isLandscape: true,
      body: [paragraph(`Kỳ báo cáo: ${periodWords(paper.period)}.`), buildForm05Table(paper.figures)],
    },
    ...(!paper.agency && agencyRows(paper).length > 12
      ? [{ label: 'Phụ lục II', title: 'Số sự cố theo cơ quan, đơn vị', body: [agencyTable(paper)] }]
      : []),
  ];
  return {
    properties: { title: titleOf(paper), author: profile.teamNameVi, createdAt: paper.createdAt },
    state: paper.state === 'approved' ? 'final' : 'draft',
    head: {
      kind: 'administrative',
      ...(profile.standingAgencyName ? { governingBody: profile.standingAgencyName } : {}),
      issuingBody: profile.teamNameVi || 'Đội ứng cứu sự cố',
      sign: 'BC-ĐƯCSC',
      ...(profile.placeName ? { place: profile.placeName } : {}),
    },
    typeName: 'Báo cáo',
    subject: titleOf(paper),
    body: [
      head('I', 'TÌNH HÌNH CHUNG'),
      ...written(remarks.situation),
      overview(paper),
      head('II', 'KẾT QUẢ THỰC HIỆN'),
      ...results(paper),
      head('III', 'TỒN TẠI, NGUYÊN NHÂN'),
      ...written(remarks.shortcomings),
      head('IV', 'NHIỆM VỤ KỲ TỚI'),
      ...written(remarks.tasks),
      head('V', 'KIẾN NGHỊ, ĐỀ XUẤT'),
      ...written(remarks.proposals),
    ],
    hasEndMark: true,
    recipients: {
      items: [
        profile.governingBody || 'Ủy ban nhân dân tỉnh',
        'Cơ quan điều phối quốc gia',
        'Thành viên Đội',
      ].filter(Boolean),
      archive: 'VT, ĐƯCSC',
    },
    signature: { authority: [], post: 'Đội trưởng' },
    annexes,
  };
};
