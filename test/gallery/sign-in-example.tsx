import { Form } from '../../src/ui/form.tsx';
import { PasswordField, TextField } from '../../src/ui/form-fields.tsx';
import { PlainSheet } from '../../src/ui/plain-sheet.tsx';
import { useForm } from '../../src/ui/use-form.ts';

/** A page without the frame. */
export const SignInExample = () => {
  const form = useForm({ initial: { email: '', password: '' }, onSend: async () => undefined });
  return (
    <PlainSheet title="Đăng nhập" lead="Dành cho thành viên Đội và đầu mối của các cơ quan, đơn vị.">
      <Form form={form} submitLabel="Tiếp tục">
        <TextField form={form} name="email" label="Thư điện tử" type="email" autoComplete="username" />
        <PasswordField form={form} name="password" label="Mật khẩu" autoComplete="current-password" />
      </Form>
    </PlainSheet>
  );
};
