import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { useGo } from '../../../ui/app-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmAction } from '../../../ui/confirm-action.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../../ui/form-fields.tsx';
import { IconSend } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageLoading } from '../../../ui/state-pages.tsx';
import { useAddressFilters } from '../../../ui/use-address.ts';
import { type Form, useForm } from '../../../ui/use-form.ts';
import { type Text, useText } from '../../../ui/use-text.ts';
import { getIncidentRoute } from '../../incidents/contract/incident-routes.ts';
import { type Candidate, createCallUpRoute } from '../contract/call-up.ts';
import { defaultMinutes, type Minutes, type Urgency, urgencies } from '../contract/codes.ts';
import { callUpAddress, useCandidates, useTakeInCallUp } from './call-up-queries.ts';
import { MinutesFields } from './minutes-fields.tsx';
import styles from './mobilisation.module.css';
import { type Chosen, PickPeople } from './pick-people.tsx';
import { ExerciseMark } from './recipient-signs.tsx';

const proposedMax = 5;

type Values = {
  text: string;
  place: string;
  presentAt: string;
  bring: string;
  contact: string;
  legalBasis: string;
  urgency: Urgency;
  askHeads: boolean;
  minutes: Minutes;
};

type Channels = { mail: boolean; sms: boolean; push: boolean };

export const sayChannels = (text: Text, channels: Channels): string =>
  (['mail', 'sms', 'push'] as const)
    .filter((channel) => channels[channel])
    .map((channel) => text(`mobilisation.channel.${channel}`))
    .join(', ') || text('mobilisation.channel.none');

const NoticeFields = ({ form, isCheck }: { form: Form<Values>; isCheck: boolean }) => {
  const text = useText();
  return (
    <Card title={text('mobilisation.compose.notice')}>
      <div className={styles.stack}>
        <AreaField
          form={form}
          name="text"
          label={text('mobilisation.compose.text')}
          help={text('mobilisation.compose.textHelp')}
          rows={3}
          lengthMax={2000}
        />
        {!isCheck && (
          <>
            <TextField
              form={form}
              name="place"
              label={text('mobilisation.compose.place')}
              help={text('mobilisation.compose.placeHelp')}
              isOptional
              lengthMax={200}
            />
            <DateTimeField
              form={form}
              name="presentAt"
              label={text('mobilisation.compose.presentAt')}
              help={text('mobilisation.compose.presentAtHelp')}
              isOptional
            />
            <TextField
              form={form}
              name="bring"
              label={text('mobilisation.compose.bring')}
              isOptional
              lengthMax={500}
            />
          </>
        )}
        <TextField form={form} name="contact" label={text('mobilisation.compose.contact')} lengthMax={200} />
        {!isCheck && (
          <>
            <TextField
              form={form}
              name="legalBasis"
              label={text('mobilisation.compose.basis')}
              isOptional
              lengthMax={1000}
            />
            <SelectField
              form={form}
              name="urgency"
              label={text('mobilisation.compose.urgency')}
              options={urgencies.map((value) => ({ value, label: text(`mobilisation.urgency.${value}`) }))}
            />
          </>
        )}
        <CheckField form={form} name="askHeads" label={text('mobilisation.compose.askHeads')} />
        <MinutesFields
          value={form.values.minutes}
          onChange={(minutes) => form.set('minutes', minutes)}
          withHeads={form.values.askHeads}
        />
      </div>
    </Card>
  );
};

type Loaded = {
  legalBasis: string;
  incident: { id: string; number: string; title: string } | null;
  all: readonly Candidate[];
  standingAgency: string;
  contact: string;
  channels: Channels;
};

const proposal = (all: readonly Candidate[], isCheck: boolean): Chosen =>
  new Map((isCheck ? all : all.slice(0, proposedMax)).map((one) => [one.memberId, null]));

const Composer = ({ incident, all, standingAgency, contact, legalBasis, channels }: Loaded) => {
  const text = useText();
  const go = useGo();
  const takeIn = useTakeInCallUp();
  const isCheck = incident === null;
  const [chosen, setChosen] = useState<Chosen>(() => proposal(all, isCheck));
  const [filters, setFilters] = useState<{ skillIds?: string; agencyId?: string }>({});
  const asked = {
    ...(filters.skillIds ? { skillIds: filters.skillIds } : {}),
    ...(filters.agencyId ? { agencyId: filters.agencyId } : {}),
  };
  const shown = useCandidates(asked).data?.items ?? all;
  const send = async (values: Values) => {
    const made = await call(createCallUpRoute, {
      idempotencyKey: crypto.randomUUID(),
      body: {
        incidentId: incident?.id ?? null,
        isExercise: isCheck,
        text: values.text,
        place: values.place.trim() || null,
        presentAt: values.presentAt || null,
        bring: values.bring.trim() || null,
        contact: values.contact,
        legalBasis: values.legalBasis.trim() || null,
        urgency: isCheck ? 'normal' : values.urgency,
        askHeads: values.askHeads,
        minutes: values.minutes,
        members: [...chosen].map(([memberId, backupMemberId]) => ({ memberId, backupMemberId })),
      },
    });
    takeIn(made);
    go(callUpAddress(made.id));
  };
  const form = useForm<Values>({
    initial: {
      text: isCheck
        ? text('mobilisation.compose.checkText')
        : text('mobilisation.compose.defaultText', { number: incident.number }),
      place: '',
      presentAt: '',
      bring: '',
      contact,
      legalBasis: isCheck ? '' : legalBasis,
      urgency: 'express',
      askHeads: !isCheck,
      minutes: { ...defaultMinutes },
    },
    onSend: send,
  });
  const agencies = new Set(all.filter((one) => chosen.has(one.memberId)).map((one) => one.agency.id)).size;
  const title = isCheck ? text('mobilisation.compose.checkTitle') : text('mobilisation.compose.title');
  return (
    <Page title={title} lead={incident ? `${incident.number} ${incident.title}` : <ExerciseMark />}>
      {isCheck && <p className={styles.banner}>{text('mobilisation.notice.exerciseBanner')}</p>}
      <div className={styles.stack}>
        <PickPeople
          all={all}
          candidates={shown}
          chosen={chosen}
          onChange={setChosen}
          filters={filters}
          onFilter={setFilters}
          isCheck={isCheck}
        />
        <NoticeFields form={form} isCheck={isCheck} />
        <div className={styles.send}>
          <span role="status">
            {chosen.size === 0
              ? text('mobilisation.compose.needPeople')
              : text('mobilisation.compose.chosen', { count: chosen.size, agencies })}
          </span>
          <ConfirmAction
            title={
              isCheck
                ? text('mobilisation.compose.confirmCheck', { count: chosen.size })
                : text('mobilisation.compose.confirm', { count: chosen.size, agencies })
            }
            consequence={text('mobilisation.compose.confirmText', {
              channels: sayChannels(text, channels),
              agency: standingAgency,
            })}
            confirmLabel={text(isCheck ? 'mobilisation.compose.sendCheck' : 'mobilisation.compose.send')}
            onConfirm={() => send(form.values)}
            trigger={(open) => (
              <Button
                size="md"
                leftSection={<IconSend size="1rem" />}
                disabled={chosen.size === 0}
                onClick={open}
              >
                {text(isCheck ? 'mobilisation.compose.sendCheck' : 'mobilisation.compose.send')}
              </Button>
            )}
          />
        </div>
      </div>
    </Page>
  );
};

/** The composer: proposed people are chosen already, so that two more clicks send. */
export const ComposePage = () => {
  const { values } = useAddressFilters();
  const incidentId = values.incident ?? '';
  const { data } = useCandidates({});
  const incident = useQuery({
    queryKey: ['call-ups', 'for-incident', incidentId],
    queryFn: ({ signal }) => call(getIncidentRoute, { params: { id: incidentId }, signal }),
    enabled: incidentId !== '',
  });
  if (!data || (incidentId !== '' && !incident.data)) return <PageLoading />;
  const found = incident.data;
  return (
    <Composer
      incident={found ? { id: found.id, number: found.number, title: found.title } : null}
      all={data.items}
      standingAgency={data.standingAgency}
      contact={data.contact}
      legalBasis={data.legalBasis}
      channels={data.channels}
    />
  );
};
