/** Words that both the answer page and the screens use. */
export const answerWordsVi = {
  'mobilisation.notice.exerciseBanner':
    'ĐÂY LÀ DIỄN TẬP: kiểm tra thông tin liên lạc. Không có sự cố thật, không phải di chuyển; chỉ cần trả lời.',
  'mobilisation.notice.atOnce': 'ngay khi nhận được thông báo',
  'mobilisation.notice.remote': 'làm việc từ xa',
  'mobilisation.notice.task': 'Nhiệm vụ',
  'mobilisation.notice.when': 'Có mặt',
  'mobilisation.notice.place': 'Địa điểm',
  'mobilisation.notice.bring': 'Mang theo',
  'mobilisation.notice.contact': 'Liên hệ 24/7',
  'mobilisation.page.whenLabel': 'Đồng chí đến lúc nào?',
  'mobilisation.page.asAsked': 'Đúng giờ yêu cầu ({{when}})',
  'mobilisation.page.atOnce': 'Đi ngay',
  'mobilisation.page.inMinutes': 'Sau {{minutes}} phút nữa',
  'mobilisation.page.coming': 'Tôi đến',
  'mobilisation.page.received': 'Đã nhận, sẽ trả lời sau',
  'mobilisation.page.cannot': 'Tôi không đến được',
  'mobilisation.page.sendReason': 'Gửi lý do',
} as const;
