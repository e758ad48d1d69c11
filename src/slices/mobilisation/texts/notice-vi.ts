/** What goes out (mails, text messages, push notes) and the page behind the link; the browser application needs none of it. */
export const noticeVi = {
  'mobilisation.notice.exerciseMark': '[DIỄN TẬP]',
  'mobilisation.notice.chaseMark': '[NHẮC LẠI]',
  'mobilisation.notice.chaseLine':
    'Nhắc lại: chưa nhận được trả lời của đồng chí. Nếu đã trả lời, xin bỏ qua thư này.',
  'mobilisation.notice.subject.member': '[HUY ĐỘNG] {{number}}: đề nghị có mặt {{when}}',
  'mobilisation.notice.subject.head': '[HUY ĐỘNG] {{number}}: đề nghị cử cán bộ tham gia ứng cứu sự cố',
  'mobilisation.notice.subject.exercise': 'Kiểm tra thông tin liên lạc {{number}}',
  'mobilisation.notice.greeting.member':
    'Kính gửi đồng chí {{name}},\n\n{{agency}} thông báo huy động đồng chí (đợt {{number}}):',
  'mobilisation.notice.greeting.head':
    'Kính gửi đồng chí {{name}},\n\n{{agency}} đề nghị đồng chí ưu tiên bố trí cán bộ của cơ quan tham gia (đợt {{number}}):',
  'mobilisation.notice.members': 'Cán bộ được huy động:',
  'mobilisation.notice.basis': 'Căn cứ',
  'mobilisation.notice.tap.member':
    'Trả lời bằng một lần chạm, không cần đăng nhập (đã nhận, đến lúc nào, hoặc không đến được):',
  'mobilisation.notice.tap.head':
    'Trả lời bằng một lần chạm, không cần đăng nhập (đồng ý, hoặc không đồng ý và nêu lý do):',
  'mobilisation.notice.reply.member':
    'Hoặc trả lời thư này bằng một dòng: "Có", "Có, đến lúc 3h", "Không, vì ...".',
  'mobilisation.notice.reply.head': 'Hoặc trả lời thư này bằng một dòng: "Đồng ý", "Không đồng ý vì ...".',
  'mobilisation.notice.personal':
    'Liên kết chỉ dành cho đồng chí, xin không chuyển tiếp. Liên kết hết hiệu lực khi đợt huy động kết thúc.',
  'mobilisation.notice.sms.member':
    '{{agency}} huy động {{number}}: có mặt {{when}}, {{place}}. Trả lời: {{link}}',
  'mobilisation.notice.sms.head':
    '{{agency}} huy động {{number}}: đề nghị cử cán bộ có mặt {{when}}, {{place}}. Trả lời: {{link}}',
  'mobilisation.notice.sms.exercise':
    '{{agency}} kiểm tra liên lạc {{number}}, không phải sự cố thật. Trả lời: {{link}}',
  'mobilisation.tell.subject': '[HUY ĐỘNG] Cần đồng chí biết',
  'mobilisation.tell.memberSilent':
    'Huy động {{number}}: {{name}} ({{agency}}, {{phone}}) chưa trả lời. Đầu mối: {{contact}}.',
  'mobilisation.tell.headSilent':
    'Huy động {{number}}: thủ trưởng {{agency}} ({{name}}, {{phone}}) chưa trả lời đề nghị cử cán bộ. Đầu mối: {{contact}}.',
  'mobilisation.tell.headRefused':
    'Huy động {{number}}: {{agency}} không đồng ý cử cán bộ. Lý do: {{reason}}. Đầu mối: {{contact}}.',
  'mobilisation.tell.footer': 'Thư tự động của hệ thống huy động; không cần trả lời thư này.',
  'mobilisation.page.title.member': 'Huy động {{number}}',
  'mobilisation.page.title.head': 'Huy động {{number}}: đề nghị cử cán bộ',
  'mobilisation.page.title.exercise': 'Diễn tập {{number}}: kiểm tra liên lạc',
  'mobilisation.page.deadTitle': 'Liên kết không còn hiệu lực',
  'mobilisation.page.deadText':
    'Liên kết sai, đã quá hạn, hoặc đợt huy động đã kết thúc. Nếu cần, hãy gọi số trực 24/7 ghi trong thông báo.',
  'mobilisation.page.hotline': 'Trực 24/7:',
  'mobilisation.page.for': 'Gửi',
  'mobilisation.page.whyCannot': 'Chạm vào lý do:',
  'mobilisation.page.reason.away': 'Đang công tác ngoài tỉnh',
  'mobilisation.page.reason.ill': 'Ốm, sức khỏe không bảo đảm',
  'mobilisation.page.reason.other-task': 'Đang làm nhiệm vụ khẩn khác',
  'mobilisation.page.otherReason': 'Lý do khác',
  'mobilisation.page.consent': 'Đồng ý cử cán bộ',
  'mobilisation.page.refuse': 'Không đồng ý',
  'mobilisation.page.refuseReason': 'Lý do (bắt buộc)',
  'mobilisation.page.sendRefusal': 'Gửi trả lời không đồng ý',
  'mobilisation.page.reasonFault': 'Hãy ghi lý do, dù chỉ một câu.',
  'mobilisation.page.done.received':
    'Đã ghi nhận: đồng chí đã nhận tin. Hãy trả lời tiếp khi biết có đến được không.',
  'mobilisation.page.done.coming': 'Đã ghi nhận: đồng chí đến.',
  'mobilisation.page.done.comingAt': 'Đã ghi nhận: đồng chí đến lúc {{when}}.',
  'mobilisation.page.done.declined': 'Đã ghi nhận: đồng chí không đến được.',
  'mobilisation.page.done.consented': 'Đã ghi nhận: đồng ý cử cán bộ.',
  'mobilisation.page.done.refused': 'Đã ghi nhận: không đồng ý cử cán bộ.',
  'mobilisation.page.done.arrived': 'Đã ghi nhận: đồng chí đã có mặt.',
} as const;
