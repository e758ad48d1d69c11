import type { Tx } from '../../platform/db/tables.ts';
import {
  type ChangeDifference,
  type ProposableField,
  type ProposeChange,
  proposableFields,
} from './contract/changes.ts';
import { type AgencyRow, type ContactRow, validOn } from './queries.ts';
import type { Reach } from './set-reach.ts';

/** What an agency's own people may change, as it stands now. */
export type OwnData = { fields: Record<ProposableField, string[]>; contacts: ContactRow[] };

const oneLine = (value: string | null): string[] => (value === null ? [] : [value]);

/** Reads the data that a proposal is compared with; contacts are those of the day. */
export const readOwnData = async (tx: Tx, row: AgencyRow, today: string): Promise<OwnData> => {
  const domains = await tx
    .selectFrom('agency_domains')
    .select('domain')
    .where('agency_id', '=', row.id)
    .orderBy('domain')
    .execute();
  const networks = await tx
    .selectFrom('agency_networks')
    .select('network')
    .where('agency_id', '=', row.id)
    .orderBy('network')
    .execute();
  const contacts = await tx
    .selectFrom('agency_contacts')
    .selectAll()
    .where('agency_id', '=', row.id)
    .where(validOn(today))
    .orderBy('id')
    .execute();
  return {
    fields: {
      address: oneLine(row.address),
      phone: oneLine(row.phone),
      email: oneLine(row.email),
      website: oneLine(row.website),
      domains: domains.map((entry) => entry.domain),
      networks: networks.map((entry) => entry.network),
    },
    contacts,
  };
};

type ContactFacts = NonNullable<ChangeDifference['contacts'][number]['before']>;

export const factsOf = (contact: ContactRow): ContactFacts => ({
  kind: contact.kind,
  fullName: contact.full_name,
  title: contact.title,
  phone: contact.phone,
  email: contact.email,
  isPublic: contact.is_public,
});

export const isSame = (first: unknown, second: unknown): boolean =>
  JSON.stringify(first) === JSON.stringify(second);

const compareContacts = (input: ProposeChange, contacts: readonly ContactRow[]) => {
  const changes: ChangeDifference['contacts'] = [];
  for (const { id, version: _version, ...proposed } of input.contacts) {
    const after: ContactFacts = {
      kind: proposed.kind,
      fullName: proposed.fullName,
      title: proposed.title,
      phone: proposed.phone,
      email: proposed.email?.toLowerCase() ?? null,
      isPublic: proposed.isPublic,
    };
    const current = contacts.find((contact) => contact.id === id);
    if (!current) changes.push({ change: 'added', id: null, version: null, before: null, after });
    else if (!isSame(factsOf(current), after)) {
      const { version } = current;
      changes.push({ change: 'changed', id: current.id, version, before: factsOf(current), after });
    }
  }
  const kept = new Set(input.contacts.map((contact) => contact.id));
  for (const contact of contacts) {
    if (kept.has(contact.id)) continue;
    const { id, version } = contact;
    changes.push({ change: 'removed', id, version, before: factsOf(contact), after: null });
  }
  return changes;
};

/** What a proposal would change, field by field and person by person. */
export const compareChange = (input: ProposeChange, reach: Reach, now: OwnData): ChangeDifference => {
  const wanted: Record<ProposableField, string[]> = {
    address: oneLine(input.address),
    phone: oneLine(input.phone),
    email: oneLine(input.email?.toLowerCase() ?? null),
    website: oneLine(input.website),
    domains: [...reach.domains].sort(),
    networks: reach.networks,
  };
  const sorted = (values: readonly string[]) => [...values].sort();
  return {
    fields: proposableFields
      .filter((field) => !isSame(sorted(now.fields[field]), sorted(wanted[field])))
      .map((field) => ({ field, before: now.fields[field], after: wanted[field] })),
    contacts: compareContacts(input, now.contacts),
  };
};

/** Does everything that a proposal changes still stand as it stood when it was made? */
export const isStillCurrent = (difference: ChangeDifference, now: OwnData): boolean =>
  difference.fields.every(({ field, before }) => isSame([...now.fields[field]].sort(), [...before].sort())) &&
  difference.contacts.every(({ change, id, version }) => {
    if (change === 'added') return true;
    return now.contacts.some((contact) => contact.id === id && contact.version === version);
  });
