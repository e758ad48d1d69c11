import type { Block, DocumentTree } from '../render/document-tree.ts';
import type { Form03Input } from './form-inputs.ts';
import {
  dayText,
  detectionBlocks,
  field,
  formHead,
  option,
  publicAddresses,
  reporterBlocks,
  signature,
  systemBlocks,
  timeText,
} from './form-parts.ts';

/**
 * Form 03 of Circular 20/2017/TT-BTTTT: initial report of a network incident.
 * @param createdAt written into the file's properties
 */
export const buildForm03 = (input: Form03Input, createdAt: Date): DocumentTree => ({
  properties: {
    title: 'Báo cáo ban đầu sự cố mạng',
    ...(input.reporter?.name ? { author: input.reporter.name } : {}),
    createdAt,
  },
  state: 'final',
  head: formHead('Mẫu số 03', input),
  typeName: 'Báo cáo ban đầu sự cố mạng',
  body: [
    ...reporterBlocks(input),
    ...contactBlocks(input),
    ...systemBlocks(input),
    field('Tổ chức cung cấp dịch vụ an toàn thông tin (nếu có)', input.system?.securityProvider),
    field('Tên nhà cung cấp dịch vụ kết nối bên ngoài (nếu có)', input.system?.connectionProvider),
    field('Tên nhà cung cấp dịch vụ Internet/lưu trữ (nếu có)', input.system?.hostingProvider),
    ...incidentBlocks(input),
    ...additionalBlocks(input),
    ...closingBlocks(input),
  ],
  signature: signature(input),
});

const contactBlocks = (input: Form03Input): Block[] => [
  { kind: 'form-section', title: 'NGƯỜI LIÊN HỆ' },
  {
    kind: 'field-row',
    fields: [field('Họ và tên (*)', input.contact?.name), field('Chức vụ', input.contact?.post)],
  },
  {
    kind: 'field-row',
    fields: [field('Điện thoại (*)', input.contact?.phone), field('Email (*)', input.contact?.email)],
  },
];

const incidentBlocks = (input: Form03Input): Block[] => [
  field('MÔ TẢ SƠ BỘ VỀ SỰ CỐ (*)', input.description, 3),
  ...detectionBlocks(input),
  {
    kind: 'check-boxes',
    label: 'HIỆN TRẠNG SỰ CỐ (*)',
    layout: 'line',
    items: [
      option('Đã được xử lý', input.status === 'handled'),
      option('Chưa được xử lý', input.status === 'not-handled'),
    ],
  },
  {
    kind: 'check-boxes',
    label: 'CÁCH THỨC PHÁT HIỆN (*) (đánh dấu những cách thức được sử dụng để phát hiện sự cố)',
    layout: 1,
    isVerified: false,
    items: [
      option('Qua hệ thống phát hiện xâm nhập', has(input.detectionMethods, 'intrusion-detection')),
      option('Kiểm tra dữ liệu lưu lại (log file)', has(input.detectionMethods, 'log-review')),
      option('Nhận được thông báo từ:', has(input.detectionMethods, 'notified'), input.notifiedBy ?? ''),
      option('Khác, đó là', has(input.detectionMethods, 'other'), input.otherDetectionMethod ?? ''),
    ],
  },
  {
    kind: 'check-boxes',
    label: 'ĐÃ GỬI THÔNG BÁO SỰ CỐ CHO (*)',
    layout: 1,
    isVerified: false,
    items: [
      option(
        'Thành viên mạng lưới chịu trách nhiệm ứng cứu sự cố cho tổ chức, cá nhân',
        has(input.notifiedParties, 'network-member'),
      ),
      option('ISP đang trực tiếp cung cấp dịch vụ', has(input.notifiedParties, 'isp')),
      option('Cơ quan điều phối', has(input.notifiedParties, 'coordinator')),
    ],
  },
];

const additionalBlocks = (input: Form03Input): Block[] => [
  { kind: 'form-section', title: 'THÔNG TIN BỔ SUNG VỀ HỆ THỐNG XẢY RA SỰ CỐ' },
  {
    kind: 'field-row',
    fields: [field('Hệ điều hành', input.operatingSystem), field('Version', input.operatingSystemVersion)],
  },
  {
    kind: 'check-boxes',
    label: 'Các dịch vụ có trên hệ thống (đánh dấu những dịch vụ được sử dụng trên hệ thống)',
    layout: 2,
    isVerified: false,
    items: [
      option('Web server', has(input.services, 'web')),
      option('Mail server', has(input.services, 'mail')),
      option('Database server', has(input.services, 'database')),
      option('FTP server', has(input.services, 'ftp')),
      option('Proxy server', has(input.services, 'proxy')),
      option('Application server', has(input.services, 'application')),
      option('Dịch vụ khác, đó là', has(input.services, 'other'), input.otherService ?? ''),
    ],
  },
  {
    kind: 'check-boxes',
    label: 'Các biện pháp an toàn thông tin đã triển khai (đánh dấu những biện pháp đã triển khai)',
    layout: 2,
    isVerified: false,
    items: [
      option('Antivirus', has(input.measures, 'antivirus')),
      option('Firewall', has(input.measures, 'firewall')),
      option('Hệ thống phát hiện xâm nhập', has(input.measures, 'intrusion-detection')),
      option('Khác, đó là', has(input.measures, 'other'), input.otherMeasure ?? ''),
    ],
  },
  field(
    'Các địa chỉ IP của hệ thống (chỉ liệt kê địa chỉ IP được sử dụng trên Internet, không liệt kê địa chỉ IP nội bộ)',
    publicAddresses(input.ipAddresses).join('; '),
  ),
  field('Các tên miền của hệ thống', (input.domains ?? []).join('; ')),
  field('Mục đích chính sử dụng hệ thống', input.purpose),
  {
    kind: 'check-boxes',
    label: 'Thông tin gửi kèm',
    layout: 3,
    isVerified: false,
    items: [
      option('Nhật ký hệ thống', has(input.enclosures, 'system-log')),
      option('Mẫu virus/mã độc', has(input.enclosures, 'malware-sample')),
      option('Khác, đó là', has(input.enclosures, 'other'), input.otherEnclosure ?? ''),
    ],
  },
  {
    kind: 'check-boxes',
    label: 'Các thông tin cung cấp trong thông báo sự cố này đều phải được giữ bí mật',
    layout: 2,
    items: [option('Có', input.isConfidential === true), option('Không', input.isConfidential === false)],
  },
];

const closingBlocks = (input: Form03Input): Block[] => [
  field('KIẾN NGHỊ, ĐỀ XUẤT HỖ TRỢ', input.proposals, 3),
  field(
    'THỜI GIAN THỰC HIỆN BÁO CÁO SỰ CỐ (*) (ngày/tháng/năm/giờ/phút)',
    `${dayText(input.reported?.date)}, ${timeText(input.reported)}`,
  ),
  {
    kind: 'paragraph',
    align: 'left',
    content: [
      {
        text: 'Ghi chú: phần có dấu (*) là bắt buộc; các phần khác có thể bỏ khi không có thông tin. Khi gửi qua thư điện tử, tiêu đề thư bắt đầu bằng “[TBSC]”.',
        isItalic: true,
      },
    ],
  },
];

const has = <T>(chosen: readonly T[] | undefined, item: T): boolean => chosen?.includes(item) ?? false;
