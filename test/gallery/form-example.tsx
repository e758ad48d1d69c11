import { useState } from 'react';
import { DateField, DateTimeField } from '../../src/ui/date-time-field.tsx';
import { FileDrop } from '../../src/ui/file-drop.tsx';
import { Form } from '../../src/ui/form.tsx';
import {
  AreaField,
  CheckField,
  MultiSelectField,
  PasswordField,
  RadioField,
  SelectField,
  TextField,
} from '../../src/ui/form-fields.tsx';
import { Page } from '../../src/ui/page.tsx';
import { useForm } from '../../src/ui/use-form.ts';

const options = [
  { value: 'gambling', label: 'Chèn liên kết cờ bạc, cá độ' },
  { value: 'ransom', label: 'Mã độc tống tiền, mã hóa dữ liệu' },
  { value: 'phishing', label: 'Tấn công giả mạo, lừa đảo' },
];
const severities = [
  {
    value: 'ordinary',
    label: 'Sự cố thông thường',
    help: 'Cơ quan tự xử lý được, Đội theo dõi và hỗ trợ khi cần.',
  },
  { value: 'severe', label: 'Sự cố nghiêm trọng', help: 'Bắt đầu tính hạn báo cáo 24 giờ và 72 giờ.' },
];

/** Every field; sending is refused by the server in two of them. */
export const FormExample = () => {
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useForm({
    initial: {
      ...{
        name: 'Trần Quốc Bảo',
        email: 'bao.tq@',
        kind: '',
        tags: ['ransom'],
        at: '2026-11-22T18:52:00.000Z',
        on: '',
      },
      ...{
        text: 'Trang chuyên mục bị chuyển hướng khi mở từ công cụ tìm kiếm.',
        severity: 'severe',
        isUrgent: true,
        password: '',
      },
    },
    onSend: async () => {
      throw {
        title: 'Một số trường chưa hợp lệ.',
        status: 422,
        errors: [
          { field: 'email', message: 'Địa chỉ thư chưa đầy đủ, thiếu phần sau @.' },
          { field: 'kind', message: 'Bắt buộc nhập.' },
        ],
      };
    },
  });
  return (
    <Page
      title="Ghi tin báo qua điện thoại"
      lead="Hỏi theo thứ tự, đọc nguyên văn lời khuyên."
      width="reading"
    >
      <Form form={form} submitLabel="Ghi tin báo" onCancel={() => undefined}>
        <TextField form={form} name="name" label="Họ và tên người báo" />
        <TextField
          form={form}
          name="email"
          label="Thư điện tử"
          type="email"
          help="Để gửi mã theo dõi."
          isOptional
        />
        <SelectField
          form={form}
          name="kind"
          label="Loại sự cố"
          options={options}
          placeholder="Chọn một loại"
        />
        <MultiSelectField form={form} name="tags" label="Dấu hiệu đã thấy" options={options} isOptional />
        <DateTimeField form={form} name="at" label="Phát hiện lúc" />
        <DateField form={form} name="on" label="Ngày sao lưu gần nhất" isOptional />
        <AreaField
          form={form}
          name="text"
          label="Diễn biến"
          help="Điều đã thấy, điều đã làm, điều còn chạy."
        />
        <RadioField form={form} name="severity" label="Phân nhóm" options={severities} />
        <CheckField form={form} name="isUrgent" label="Cần người đến tại chỗ" />
        <PasswordField
          form={form}
          name="password"
          label="Mật khẩu mới"
          autoComplete="new-password"
          isOptional
        />
        <FileDrop label="Tệp đính kèm" files={files} onChange={setFiles} sizeBytesMax={20_000_000} />
      </Form>
    </Page>
  );
};
