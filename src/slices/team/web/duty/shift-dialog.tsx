import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppLink } from '../../../../ui/app-link.tsx';
import { ConfirmAction } from '../../../../ui/confirm-action.tsx';
import { useMay } from '../../../../ui/session.ts';
import { useLanguage, useText } from '../../../../ui/use-text.ts';
import { forget, useCall } from '../../../agencies/web/public/use-call.ts';
import { removeShiftRoute, type Shift } from '../../contract/duty.ts';
import { useCarry } from './carry.ts';
import styles from './duty-page.module.css';
import { isUnsigned } from './shift-chip.tsx';
import { ShiftForm } from './shift-form.tsx';
import { shiftWords, timeWords } from './shift-words.ts';
import { SwapForm } from './swap-form.tsx';

export type OpenShift = { shift: Shift; part: 'facts' | 'edit' | 'swap'; wanted?: Shift };

type DialogProps = {
  opened: OpenShift | undefined;
  mayUpdate: boolean;
  onPart: (opened: OpenShift) => void;
  onClose: () => void;
};

const Remove = ({ shift, onDone }: { shift: Shift; onDone: () => void }) => {
  const text = useText();
  const send = useCall();
  const client = useQueryClient();
  return (
    <ConfirmAction
      title={text('team.shift-remove', { name: shift.member.fullName })}
      consequence={text('team.shift-remove-text', { time: timeWords(shift) })}
      confirmLabel={text('team.shift-remove-confirm')}
      isHarmful
      onConfirm={async () => {
        await send(removeShiftRoute, { params: { id: shift.id } });
        await forget(client, '/api/v1/duty');
        onDone();
      }}
      trigger={(open) => (
        <Button variant="default" color="red" onClick={open}>
          {text('team.shift-remove-confirm')}
        </Button>
      )}
    />
  );
};

const Facts = ({ shift, mayUpdate, onPart, onClose }: DialogProps & { shift: Shift }) => {
  const text = useText();
  const language = useLanguage();
  const carry = useCarry();
  const mayRead = useMay('duty.hand-over');
  const isMine = shift.member.id === carry.myMemberId;
  const hasBegun = Date.parse(shift.startsAt) <= Date.now();
  const isFixed = shift.handOver === 'given' || shift.handOver === 'signed';
  return (
    <div className={styles.dialog}>
      <p>
        <strong>{shiftWords(shift, language)}</strong>
        <br />
        {text(`team.shift.${shift.kind}`)}
      </p>
      <p>
        {[shift.phone, shift.backupPhone]
          .filter((phone) => phone !== null)
          .map((phone) => (
            <a key={phone} href={`tel:${phone.replaceAll(' ', '')}`} className={styles.call}>
              {phone}
            </a>
          ))}
      </p>
      {isUnsigned(shift) && <p className={styles.uncovered}>{text('team.unsigned')}</p>}
      <div className={styles.dialogActions}>
        {shift.kind === 'primary' && hasBegun && mayRead && (
          <Button component={AppLink} to={`/duty/hand-over/${shift.id}`} variant="default">
            {text('team.hand-over-open')}
          </Button>
        )}
        {carry.mayCarry(shift) && (
          <Button
            variant="default"
            onClick={() => {
              carry.takeUp(shift);
              onClose();
            }}
          >
            {text('team.shift-carry')}
          </Button>
        )}
        {isMine && !hasBegun && (
          <Button onClick={() => onPart({ shift, part: 'swap' })}>{text('team.shift-request')}</Button>
        )}
        {mayUpdate && !hasBegun && (
          <Button variant="default" onClick={() => onPart({ shift, part: 'edit' })}>
            {text('team.shift-edit')}
          </Button>
        )}
        {mayUpdate && !isFixed && <Remove shift={shift} onDone={onClose} />}
      </div>
    </div>
  );
};

/** One shift opened from the calendar: who, when, and what can be done with it. */
export const ShiftDialog = (props: DialogProps) => {
  const text = useText();
  const { opened, onClose } = props;
  // Keeps the words while the dialog fades out.
  const [last, setLast] = useState(opened);
  if (opened && opened !== last) setLast(opened);
  const shown = opened ?? last;
  return (
    <Modal
      opened={opened !== undefined}
      onClose={onClose}
      title={<strong>{shown && text('team.shift-of', { name: shown.shift.member.fullName })}</strong>}
      closeButtonProps={{ 'aria-label': text('ui.close') }}
    >
      {shown?.part === 'facts' && <Facts {...props} shift={shown.shift} />}
      {shown?.part === 'edit' && <ShiftForm shift={shown.shift} onDone={onClose} />}
      {shown?.part === 'swap' && <SwapForm shift={shown.shift} wanted={shown.wanted} onDone={onClose} />}
    </Modal>
  );
};
