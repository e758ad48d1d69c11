import { Alert } from '@mantine/core';
import type { AnswerOf } from '../../../platform/http/route.ts';
import { CopyText } from '../../../ui/copy-text.tsx';
import { formatDateTime } from '../../../ui/format-date.ts';
import { IconLink } from '../../../ui/icons.tsx';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import type { renewInvitationRoute } from '../contract/people.ts';

export type Handed = AnswerOf<typeof renewInvitationRoute>;

type HandedLinkProps = { link: Handed; name: string; onClose: () => void };

/** A link that was just made: mailed already, and here once for handing over by another way. */
export const HandedLink = ({ link, name, onClose }: HandedLinkProps) => {
  const text = useText();
  const language = useLanguage();
  return (
    <Alert
      color="blue"
      variant="light"
      icon={<IconLink />}
      title={text(`accounts.handed.${link.kind}`, { name })}
      withCloseButton
      closeButtonLabel={text('ui.close')}
      onClose={onClose}
    >
      <p>{text('accounts.handed-text', { time: formatDateTime(link.expiresAt, language) })}</p>
      <CopyText value={link.url} />
    </Alert>
  );
};
