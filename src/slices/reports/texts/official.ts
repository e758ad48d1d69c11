import type { attackTypes, causes } from '../../incidents/contract/codes.ts';
import type { channels } from '../../intake/contract/codes.ts';

type AttackRow = (typeof attackTypes)[number];

/**
 * Words of the printed report and of form 05 (Circular 20/2017/TT-BTTTT). The rows of the form were recalled, not read
 * in the circular's own text; the screen says so.
 */
export const allTextsVi = {
  attackTypes: {
    'denial-of-service': 'Từ chối dịch vụ',
    spoofing: 'Tấn công giả mạo',
    malware: 'Tấn công sử dụng mã độc',
    'unauthorised-access': 'Truy cập trái phép, chiếm quyền điều khiển',
    defacement: 'Thay đổi giao diện',
    'data-encryption': 'Mã hóa phần mềm, dữ liệu, thiết bị',
    destruction: 'Phá hoại thông tin, dữ liệu, phần mềm',
    'espionage-theft': 'Nghe trộm, gián điệp, lấy cắp thông tin, dữ liệu',
    combined: 'Tấn công tổng hợp sử dụng kết hợp nhiều hình thức',
    other: 'Các hình thức tấn công khác',
  } satisfies Record<AttackRow, string>,
  notAttack: 'Không do tấn công hoặc chưa phân loại',
  total: 'Tổng số',
  form05Columns: [
    'Loại sự cố/tấn công mạng',
    'Số lượng',
    'Số sự cố tự xử lý',
    'Số sự cố có sự hỗ trợ từ tổ chức khác',
    'Số sự cố có hỗ trợ từ tổ chức nước ngoài',
    'Số sự cố đề nghị CQĐP hỗ trợ',
    'Thiệt hại ước tính (đồng)',
  ],
  causes: {
    attack: 'Do bị tấn công mạng',
    'system-fault': 'Do lỗi hệ thống, thiết bị, phần mềm, hạ tầng',
    'operation-fault': 'Do lỗi quản trị, vận hành',
    'natural-disaster': 'Liên quan đến thảm họa tự nhiên',
  } satisfies Record<(typeof causes)[number], string>,
  channels: {
    web: 'mẫu báo trên trang thông tin',
    email: 'thư điện tử',
    phone: 'điện thoại',
    'walk-in': 'trực tiếp',
    api: 'hệ thống kết nối',
    'official-letter': 'công văn',
  } satisfies Record<(typeof channels)[number], string>,
} as const;
