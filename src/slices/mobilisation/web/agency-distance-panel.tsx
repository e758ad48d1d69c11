import { Button, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { Card } from '../../../ui/card.tsx';
import { formatNumber } from '../../../ui/format-number.ts';
import { useMay } from '../../../ui/session.ts';
import { useLanguage, useText } from '../../../ui/use-text.ts';
import { getDistanceRoute, setDistanceRoute } from '../contract/call-up.ts';
import { callUpsKey } from './call-up-queries.ts';
import styles from './mobilisation.module.css';

const Editor = ({ id, km }: { id: string; km: number | null }) => {
  const text = useText();
  const client = useQueryClient();
  const [value, setValue] = useState<number | string>(km ?? '');
  const save = async () => {
    await call(setDistanceRoute, { params: { id }, body: { km: value === '' ? null : Number(value) } });
    await client.invalidateQueries({ queryKey: callUpsKey });
  };
  return (
    <div className={styles.filters}>
      <NumberInput
        label={text('mobilisation.distance.label')}
        min={0}
        max={2000}
        value={value}
        onChange={setValue}
      />
      <Button variant="default" onClick={() => void save()}>
        {text('mobilisation.board.save')}
      </Button>
    </div>
  );
};

/** On the page of an agency: how far it is, for proposals of whom to call up. */
export const AgencyDistancePanel = ({ id }: { id: string }) => {
  const text = useText();
  const language = useLanguage();
  const mayRead = useMay('call-up.read');
  const { data } = useQuery({
    queryKey: [...callUpsKey, 'distance', id],
    queryFn: ({ signal }) => call(getDistanceRoute, { params: { id }, signal }),
    enabled: mayRead,
    throwOnError: false,
  });
  if (!data) return null;
  return (
    <Card title={text('mobilisation.distance.title')}>
      {data.can.update ? (
        <Editor key={data.km ?? 'none'} id={id} km={data.km} />
      ) : (
        <p>{data.km === null ? '–' : text('mobilisation.why.km', { km: formatNumber(data.km, language) })}</p>
      )}
      <p className={styles.why}>{text('mobilisation.distance.help')}</p>
    </Card>
  );
};
