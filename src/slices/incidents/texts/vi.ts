import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { incidentErrors } from '../contract/errors.ts';
import { viCodes } from './vi-codes.ts';
import { viScreens } from './vi-screens.ts';

const errors = {
  'error.incidents.moveNotPossible': 'Không thể chuyển từ trạng thái “{{from}}” sang “{{to}}”.',
  'error.incidents.closingIncomplete':
    'Chưa thể kết thúc {{number}}: cần ghi kết quả xử lý, nguyên nhân gốc và bài học kinh nghiệm.',
  'error.incidents.ended': 'Sự cố {{number}} đã kết thúc. Muốn sửa thì phải mở lại.',
  'error.incidents.notTakingPart': 'Người này không tham gia xử lý sự cố.',
  'invalid.incidents.future': 'Thời điểm nằm ở tương lai.',
  'invalid.incidents.timeOrder': 'Thời điểm không đúng thứ tự: xảy ra, phát hiện, khoanh vùng, khôi phục.',
  'invalid.incidents.unknownAgency': 'Không có cơ quan này trong danh bạ.',
  'invalid.incidents.unknownSystem': 'Không có hệ thống này trong danh mục.',
  'invalid.incidents.systemOfOtherAgency': 'Hệ thống thuộc một cơ quan khác.',
  'invalid.incidents.unknownPerson': 'Không có người này hoặc tài khoản đã bị khóa.',
  'invalid.incidents.notTakingPart': 'Chỉ giao việc cho người tham gia xử lý sự cố.',
  'invalid.incidents.notClearedForRed': 'Chỉ chỉ huy, trực ban và người tham gia được đặt mức TLP:RED.',
  'invalid.incidents.corrected': 'Đính chính phải chỉ rõ một mục nhật ký của chính sự cố này.',
} as const satisfies ErrorTexts<typeof incidentErrors> & Record<string, string>;

/** Lines that the program writes into the log. */
const log = {
  'incidents.hand-over.opened': 'Sự cố mới',
  'incidents.hand-over.changed': 'Sự cố có thay đổi',
  'incidents.hand-over.closed': 'Sự cố đã kết thúc',
  'incidents.hand-over.tasks': 'Việc trễ hạn hoặc đến hạn trong 24 giờ',
  'incidents.hand-over.line': '{{number}} {{title}}',
  'incidents.hand-over.task': '{{title}} ({{number}})',
  'incidents.log.opened': 'Mở sự cố {{number}}.',
  'incidents.log.moved': 'Chuyển trạng thái từ “{{from}}” sang “{{to}}”.',
  'incidents.log.movedBecause': 'Chuyển trạng thái từ “{{from}}” sang “{{to}}”. Lý do: {{reason}}',
  'incidents.log.classified': 'Phân loại: {{group}}, {{severity}}. Căn cứ: {{reason}}',
  'incidents.log.reclassified': 'Phân loại lại: {{group}}, {{severity}}. Căn cứ: {{reason}}',
  'incidents.log.leadAssigned': 'Giao {{person}} chủ trì xử lý.',
  'incidents.log.memberAssigned': 'Thêm {{person}} vào nhóm xử lý.',
  'incidents.log.personRemoved': '{{person}} thôi tham gia xử lý.',
  'incidents.log.seconded': '{{person}} tham gia xử lý theo huy động: {{reason}}.',
  'incidents.log.secondedEnded': '{{person}} kết thúc tham gia theo huy động: {{reason}}.',
  'incidents.log.taskDone': 'Hoàn thành việc “{{title}}”.',
  'incidents.log.fileAdded': 'Thêm tệp {{name}} (SHA-256 {{sha256}}).',
} as const;

export const vi = { ...errors, ...log, ...viCodes, ...viScreens } as const;
