import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { useText } from '../../../ui/use-text.ts';
import {
  disablePersonRoute,
  enablePersonRoute,
  type Person,
  renewInvitationRoute,
  requestRecoveryRoute,
  resetPasswordRoute,
} from '../contract/people.ts';
import type { Handed } from './handed-link.tsx';
import type { Send } from './use-send.ts';

type PersonActionsProps = {
  person: Person;
  send: Send;
  onChange: (person: Person) => void;
  onLink: (link: Handed) => void;
};

type ActionName = 'invite-again' | 'reset-password' | 'recover' | 'disable' | 'enable';

/** What may be done with an account; each says beforehand what will happen. */
export const PersonActions = ({ person, send, onChange, onLink }: PersonActionsProps) => {
  const text = useText();
  const params = { id: person.id };
  const recover = async (reason: string) => {
    const { link } = await send(requestRecoveryRoute, { params, body: { reason } });
    if (link) onLink(link);
    else notifications.show({ message: text('accounts.recovery-sent') });
  };
  const actions: {
    name: ActionName;
    isShown: boolean;
    isHarmful?: boolean;
    needsReason?: boolean;
    run: (reason: string) => Promise<void>;
  }[] = [
    {
      name: 'invite-again',
      isShown: person.can.invite,
      run: async () => onLink(await send(renewInvitationRoute, { params, body: {} })),
    },
    {
      name: 'reset-password',
      isShown: person.can.resetPassword,
      run: async () => onLink(await send(resetPasswordRoute, { params, body: {} })),
    },
    { name: 'recover', isShown: person.can.recover, needsReason: true, run: recover },
    {
      name: 'disable',
      isShown: person.can.disable,
      isHarmful: true,
      needsReason: true,
      run: async (reason) => onChange(await send(disablePersonRoute, { params, body: { reason } })),
    },
    {
      name: 'enable',
      isShown: person.can.enable,
      needsReason: true,
      run: async (reason) => onChange(await send(enablePersonRoute, { params, body: { reason } })),
    },
  ];
  const shown = actions.filter((action) => action.isShown);
  if (shown.length === 0) return null;
  return (
    <Card title={text('accounts.actions')}>
      <Group gap="xs">
        {shown.map(({ name, isHarmful, needsReason, run }) => (
          <ConfirmAction
            key={name}
            title={text(`accounts.${name}-title`, { name: person.fullName })}
            consequence={text(`accounts.${name}-text`)}
            confirmLabel={text(`accounts.${name}`)}
            isHarmful={isHarmful}
            needsReason={needsReason}
            onConfirm={run}
            trigger={(open) => (
              <Button variant="default" color={isHarmful ? 'red' : undefined} onClick={open}>
                {text(`accounts.${name}`)}
              </Button>
            )}
          />
        ))}
      </Group>
    </Card>
  );
};
