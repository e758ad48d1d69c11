import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { agencyErrors } from '../contract.ts';

export const vi = {
  'error.agencies.codeTaken': 'Mã {{code}} đã được dùng cho một cơ quan khác.',
  'error.agencies.alreadyEnded': '{{name}} đã chấm dứt hoạt động từ một ngày khác.',
  'error.agencies.wrongSuccession':
    'Các cơ quan đã chọn không phù hợp với hình thức: đổi tên là một thành một, sáp nhập là nhiều thành một, chia tách là một thành nhiều; cơ quan kế thừa phải đang hoạt động vào ngày đó.',
  'error.agencies.roleTaken':
    'Đã có ghi nhận về vai trò này từ ngày {{date}} trở đi. Hãy chọn ngày muộn hơn.',
  'invalid.agencies.publicSuffix': 'Đây là tên miền dùng chung, không phải tên miền riêng của một cơ quan.',
  'invalid.agencies.network': 'Hãy nhập một địa chỉ hoặc dải mạng dạng CIDR, ví dụ 203.0.113.0/24.',
  'invalid.agencies.ownParent': 'Cơ quan không thể là cấp trên của chính mình.',
  'invalid.agencies.codeTwice': 'Mã bị lặp trong lô dữ liệu.',
  'invalid.agencies.endBeforeStart': 'Ngày hết hiệu lực phải sau ngày bắt đầu.',
  'invalid.agencies.afterEnd': 'Ngày bắt đầu phải trước ngày chấm dứt.',
  'invalid.agencies.beforeStart': 'Ngày phải sau ngày thành lập của các cơ quan kết thúc.',
} as const satisfies ErrorTexts<typeof agencyErrors> & Record<string, string>;
