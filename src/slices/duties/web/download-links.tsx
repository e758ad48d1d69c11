import { Button, Group } from '@mantine/core';
import { IconDownload } from '../../../ui/icons.tsx';
import { fileAddress } from './form-queries.ts';

type DownloadLinksProps = { incidentId: string; documentId: string; version: number; size?: 'xs' | 'sm' };

/** A saved version as files. Names of formats are the same in every language. */
export const DownloadLinks = ({ incidentId, documentId, version, size = 'sm' }: DownloadLinksProps) => {
  return (
    <Group gap="xs">
      {(
        [
          ['PDF', 'pdf'],
          ['DOCX', 'docx'],
        ] as const
      ).map(([name, format]) => (
        <Button
          key={name}
          component="a"
          href={fileAddress({ incidentId, documentId, version }, format)}
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
