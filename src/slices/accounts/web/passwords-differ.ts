import type { FormErrors } from '../../../ui/use-form.ts';
import type { Text } from '../../../ui/use-text.ts';

/** Says so beside the second field when a new password was not typed twice alike. */
export const passwordsDiffer = (password: string, repeated: string, text: Text): FormErrors =>
  password === repeated ? {} : { repeated: text('accounts.password-differs') };
