import { CopyText } from '../../../ui/copy-text.tsx';
import { TextField } from '../../../ui/form-fields.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import type { Form } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import styles from './totp-enrolment.module.css';

type TotpEnrolmentProps = {
  totp: { secret: string; uri: string };
  // biome-ignore lint/suspicious/noExplicitAny: any form with a `code`
  form: Form<any>;
};

const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** QR code and secret for an authenticator app, and the field for its first code. */
export const TotpEnrolment = ({ totp, form }: TotpEnrolmentProps) => {
  const text = useText();
  return (
    <div className={styles.enrolment}>
      <p className={styles.words}>{text('accounts.totp-text')}</p>
      <div className={styles.pair}>
        <QrCode value={totp.uri} size="11rem" label={text('accounts.totp-qr')} />
        <div className={styles.secret}>
          <p className={styles.label}>{text('accounts.totp-secret')}</p>
          <CopyText value={inFours(totp.secret)} />
          <p className={styles.hint}>{text('accounts.totp-secret-help')}</p>
        </div>
      </div>
      <TextField
        form={form}
        name="code"
        label={text('accounts.totp-first-code')}
        help={text('accounts.totp-first-code-help')}
        inputMode="numeric"
        autoComplete="one-time-code"
        lengthMax={10}
      />
    </div>
  );
};
