import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { mobilisationErrors } from '../contract/errors.ts';
import { answerWordsVi } from './answer-words-vi.ts';
import { screensVi } from './screens-vi.ts';

export const vi = {
  ...answerWordsVi,
  ...screensVi,
  'error.mobilisation.noStandingAgency':
    'Chưa ghi nhận cơ quan Thường trực nên thông báo không có người ký. Hãy ghi vai trò đó ở mục Cơ quan.',
  'error.mobilisation.ended': 'Đợt huy động {{number}} đã kết thúc.',
  'error.mobilisation.answerDoesNotFit': 'Trả lời này không phù hợp với những gì đã ghi nhận.',
  'error.mobilisation.pushRefused':
    'Trình duyệt này dùng một dịch vụ thông báo đẩy không nằm trong danh sách cho phép.',
  'error.mobilisation.moveNotPossible': 'Không thể chuyển từ "{{from}}" sang "{{to}}".',
  'error.mobilisation.orderFixed': 'Văn bản {{number}} đã gửi hoặc đã nhận, không sửa nội dung được nữa.',
  'invalid.mobilisation.notInTeam': 'Người này hôm nay không phải thành viên của Đội.',
  'invalid.mobilisation.calledTwice': 'Người này đã có trong đợt huy động.',
  'invalid.mobilisation.minutesOrder': 'Các mốc phút phải tăng dần: nhắc, dự phòng, thủ trưởng, đội trưởng.',
  'invalid.mobilisation.exerciseHasNoIncident': 'Kiểm tra liên lạc không gắn với sự cố.',
  'invalid.mobilisation.incidentEnded': 'Sự cố đã kết thúc.',
  'invalid.mobilisation.past': 'Thời điểm đã qua.',
  'invalid.mobilisation.future': 'Thời điểm còn ở phía trước.',
  'invalid.mobilisation.beforeCallUp': 'Sớm hơn lúc huy động.',
  'invalid.mobilisation.leftBeforeArrival': 'Rời đi trước khi có mặt.',
  'invalid.mobilisation.unknownAgency': 'Không có cơ quan này.',
  'invalid.mobilisation.unknownIncident': 'Không có sự cố này.',
  'invalid.mobilisation.beforeIssue': 'Sớm hơn ngày ban hành.',
  'invalid.mobilisation.reasonNeeded': 'Hãy ghi lý do.',
  'mobilisation.log.calledUp': 'Huy động {{number}}: gọi {{count}} người.',
  'mobilisation.log.ended': 'Kết thúc huy động {{number}}.',
  'mobilisation.log.orderMoved': 'Điều phối {{number}}: {{state}}.',
} as const satisfies ErrorTexts<typeof mobilisationErrors> & Record<string, string>;
