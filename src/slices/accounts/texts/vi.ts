import type { ErrorTexts } from '../../../platform/errors/app-error.ts';
import type { accountErrors } from '../contract.ts';
import { auditVi } from './audit-vi.ts';
import { screensVi } from './screens-vi.ts';

export const vi = {
  ...auditVi,
  ...screensVi,
  'error.accounts.wrongSignIn': 'Không đăng nhập được. Kiểm tra lại địa chỉ thư điện tử và mật khẩu.',
  'error.accounts.wrongCode': 'Mã không đúng hoặc đã được dùng. Hãy đợi mã tiếp theo rồi nhập lại.',
  'error.accounts.wrongPassword': 'Mật khẩu hiện tại không đúng.',
  'error.accounts.stepExpired': 'Phiên đăng nhập dở dang đã hết hạn. Hãy nhập lại mật khẩu.',
  'error.accounts.tooManyAttempts': 'Đã thử quá nhiều lần. Hãy chờ {{seconds}} giây rồi thử lại.',
  'error.accounts.secondFactorNeeded': 'Thao tác này cần xác nhận lại bằng mã xác thực hoặc khóa truy cập.',
  'error.accounts.linkInvalid':
    'Đường dẫn không còn hiệu lực: đã được dùng, đã được thay hoặc đã hết hạn. Hãy xin quản trị viên đường dẫn mới.',
  'error.accounts.alreadySetUp': 'Hệ thống đã được thiết lập.',
  'error.accounts.emailTaken': 'Địa chỉ thư điện tử này đã có tài khoản.',
  'error.accounts.lastAdministrator': 'Phải còn ít nhất một quản trị viên đang hoạt động.',
  'error.accounts.notYourself': 'Việc này phải do một người khác thực hiện.',
  'error.accounts.personNotActive': 'Trạng thái của tài khoản không cho phép thao tác này.',
  'error.accounts.secondOfficerMissing':
    'Không có cán bộ thứ hai để phê duyệt. Cần một quản trị viên khác hoặc Đội trưởng.',
  'error.accounts.requestWaiting': 'Đã có một đề nghị khôi phục đang chờ phê duyệt cho người này.',
  'error.accounts.requestClosed': 'Đề nghị này đã được xử lý hoặc đã hết hạn.',
  'error.accounts.keyRevoked': 'Khóa này đã bị thu hồi.',
  'error.accounts.passkeyRefused': 'Không nhận được khóa truy cập này.',
  'invalid.weakPassword': 'Mật khẩu dễ đoán. Hãy dùng một cụm dài gồm nhiều từ không liên quan đến bản thân.',
  'invalid.wrongPassword': 'Mật khẩu không đúng.',
  'invalid.wrongCode': 'Mã không đúng hoặc đã được dùng.',
  'invalid.emailTaken': 'Địa chỉ này đã có tài khoản.',
  'invalid.agencyNotForRole': 'Vai trò này không gắn với một cơ quan.',
  'accounts.firstAdministrator': 'Quản trị viên',
  'accounts.mail.invitation.subject': 'Lời mời tham gia hệ thống của {{team}}',
  'accounts.mail.invitation.text':
    'Kính gửi {{name}},\n\n{{team}} mời ông/bà tham gia hệ thống tiếp nhận và xử lý sự cố.\n\nMở đường dẫn sau để đặt mật khẩu và thiết lập mã xác thực. Đường dẫn dùng được một lần, trong {{hours}} giờ:\n\n{{url}}\n\nNếu không chờ thư này, ông/bà hãy bỏ qua và báo cho {{team}}.',
  'accounts.mail.password-reset.subject': 'Đặt lại mật khẩu tại {{team}}',
  'accounts.mail.password-reset.text':
    'Kính gửi {{name}},\n\nQuản trị viên đã tạo đường dẫn để ông/bà đặt mật khẩu mới. Khi dùng đường dẫn, hệ thống vẫn hỏi mã xác thực. Đường dẫn dùng được một lần, trong {{hours}} giờ:\n\n{{url}}\n\nNếu ông/bà không đề nghị việc này, hãy báo ngay cho {{team}}.',
  'accounts.mail.recovery.subject': 'Khôi phục tài khoản tại {{team}}',
  'accounts.mail.recovery.text':
    'Kính gửi {{name}},\n\nViệc khôi phục tài khoản của ông/bà đã được phê duyệt. Mở đường dẫn sau để đặt mật khẩu mới và thiết lập lại mã xác thực; các khóa truy cập và phiên đăng nhập cũ sẽ hết hiệu lực. Đường dẫn dùng được một lần, trong {{hours}} giờ:\n\n{{url}}\n\nNếu ông/bà không đề nghị việc này, hãy báo ngay cho {{team}}.',
} as const satisfies ErrorTexts<typeof accountErrors> & Record<string, string>;
