import { Button, Menu, Modal } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../../platform/http/client.ts';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { AreaField } from '../../../ui/form-fields.tsx';
import { IconChevronDown } from '../../../ui/icons.tsx';
import { problemOf } from '../../../ui/problem.ts';
import { useForm } from '../../../ui/use-form.ts';
import { useText } from '../../../ui/use-text.ts';
import { moveIncidentRoute } from '../contract/incident-routes.ts';
import type { Incident } from '../contract/schemas.ts';
import { useThisIncident } from './incident-context.ts';
import { useTakeIn } from './incident-queries.ts';
import styles from './incidents.module.css';

type Offer = Incident['moves'][number];
type Need = Offer['missing'][number];
type Values = { reason: string; at: string } & Record<Need, string>;

/** What a move asks, in one dialog: missing texts, the reason, the time. */
const MoveForm = ({ offer, onClose }: { offer: Offer; onClose: () => void }) => {
  const text = useText();
  const { incident, save } = useThisIncident();
  const { takeIn, readAgain } = useTakeIn();
  const form = useForm<Values>({
    initial: { reason: '', at: '', outcome: '', rootCause: '', lessons: '' },
    draftKey: offer.missing.length > 0 ? `incident.${incident.id}.${offer.to}` : undefined,
    check: (values) =>
      Object.fromEntries(
        [...offer.missing, ...(offer.needsReason ? (['reason'] as const) : [])]
          .filter((name) => !values[name].trim())
          .map((name) => [name, text('invalid.required')]),
      ),
    onSend: async (values) => {
      if (offer.missing.length > 0) {
        await save(Object.fromEntries(offer.missing.map((need) => [need, values[need]])));
      }
      // Saving the texts makes one new version; the move builds on it.
      const version = incident.version + (offer.missing.length > 0 ? 1 : 0);
      try {
        takeIn(
          await call(moveIncidentRoute, {
            params: { id: incident.id },
            body: {
              version,
              to: offer.to,
              ...(values.reason ? { reason: values.reason } : {}),
              ...(values.at ? { at: values.at } : {}),
            },
          }),
        );
        onClose();
      } catch (thrown) {
        if (problemOf(thrown)?.status === 409) void readAgain(incident.id);
        throw thrown;
      }
    },
  });
  return (
    <Form form={form} submitLabel={text(`incidents.move.${offer.to}`)} onCancel={onClose}>
      {offer.missing.map((need) => (
        <AreaField
          key={need}
          form={form}
          name={need}
          label={text(`incidents.fact.${need}`)}
          help={text(`incidents.need.${need}`)}
          rows={3}
        />
      ))}
      <AreaField
        form={form}
        name="reason"
        label={text('ui.reason')}
        help={text('ui.reason-help')}
        isOptional={!offer.needsReason}
        rows={2}
        lengthMax={2_000}
      />
      {offer.sets && offer.sets !== 'closedAt' && (
        <DateTimeField form={form} name="at" label={text(`incidents.fact.${offer.sets}`)} isOptional />
      )}
    </Form>
  );
};

/** The next states that the person may set; what is still missing is asked in the dialog. */
export const StatusMovesMenu = () => {
  const text = useText();
  const { incident } = useThisIncident();
  const [chosen, setChosen] = useState<Offer>();
  const offers = incident.moves.filter(({ isAllowed }) => isAllowed);
  if (offers.length === 0) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size="1rem" />}>{text('incidents.move')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offers.map((offer) => (
            <Menu.Item key={offer.to} onClick={() => setChosen(offer)}>
              {text(`incidents.move.${offer.to}`)}
              {offer.missing.length > 0 && (
                <span className={styles.sub}>
                  {text('incidents.still-missing', {
                    list: offer.missing.map((need) => text(`incidents.fact.${need}`)).join(', '),
                  })}
                </span>
              )}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={<strong>{chosen && text(`incidents.move.${chosen.to}`)}</strong>}
        closeButtonProps={{ 'aria-label': text('ui.close') }}
      >
        {chosen && (
          <>
            <p>{text(`incidents.move-text.${chosen.to}`, { number: incident.number })}</p>
            <MoveForm offer={chosen} onClose={() => setChosen(undefined)} />
          </>
        )}
      </Modal>
    </>
  );
};
