import { Button, Group } from '@mantine/core';
import { addressOf } from '../../../platform/http/client.ts';
import { IconDownload } from '../../../ui/icons.tsx';
import { getFormDocxRoute, getFormPdfRoute } from '../contract.ts';

type DownloadLinksProps = { incidentId: string; documentId: string; version: number; size?: 'xs' | 'sm' };

/** A saved version as files. Names of formats are the same in every language. */
export const DownloadLinks = ({ incidentId, documentId, version, size = 'sm' }: DownloadLinksProps) => {
  const params = { id: incidentId, documentId };
  return (
    <Group gap="xs">
      {(
        [
          ['PDF', getFormPdfRoute],
          ['DOCX', getFormDocxRoute],
        ] as const
      ).map(([name, route]) => (
        <Button
          key={name}
          component="a"
          href={addressOf(route, params, { version })}
          download
          variant="default"
          size={size}
          leftSection={<IconDownload size="1rem" />}
        >
          {name}
        </Button>
      ))}
    </Group>
  );
};
