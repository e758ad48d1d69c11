import type { Instant, InstantOrNull, Json, WithDefault } from '../../platform/db/tables.ts';
import type { Language } from '../../platform/i18n/catalogue.ts';
import type * as codes from './contract/codes.ts';

export type CallUpsTable = {
  id: string;
  number: string;
  version: WithDefault<number>;
  is_exercise: boolean;
  incident_id: string | null;
  state: codes.CallUpState;
  urgency: codes.Urgency;
  /** In whose name the notices go. */
  standing_agency_id: string | null;
  standing_agency_name: string;
  text: string;
  place: string | null;
  present_at: InstantOrNull;
  bring: string | null;
  contact: string;
  legal_basis: string | null;
  minutes: Json<codes.Minutes>;
  links_expire_at: Instant;
  created_at: Instant;
  created_by_person_id: string | null;
  created_by_label: string;
  ended_at: InstantOrNull;
  ended_by_label: string | null;
  end_reason: string | null;
  document_id: string | null;
};

export type CallUpRecipientsTable = {
  id: string;
  call_up_id: string;
  kind: codes.RecipientKind;
  position: number;
  member_id: string | null;
  person_id: string | null;
  agency_id: string;
  full_name: string;
  email: string | null;
  phone: string | null;
  language: Language;
  task: string | null;
  /** The recipient whom this reserve stands in for. */
  backup_for_id: string | null;
  state: codes.RecipientState;
  /** SHA-256 of the answer link's token: a copy of the database opens nothing. */
  token_hash: string;
  called_at: InstantOrNull;
  first_answer_at: InstantOrNull;
  answered_at: InstantOrNull;
  answer_channel: codes.AnswerChannel | null;
  coming_at: InstantOrNull;
  reason: string | null;
  arrived_at: InstantOrNull;
  left_at: InstantOrNull;
  released_at: InstantOrNull;
  /** When this call-up opened the incident to the person; null where it does not. */
  access_from: InstantOrNull;
  ladder_step: codes.LadderStep | null;
  ladder_at: InstantOrNull;
};

export type CallUpStepsTable = {
  id: string;
  call_up_id: string;
  recipient_id: string | null;
  kind: codes.StepKind;
  at: Instant;
  by_label: string;
  note: string | null;
};

export type PushSubscriptionsTable = {
  id: string;
  person_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: Instant;
};

export type OrderAddressee = { agencyId: string | null; name: string };

export type CoordinationOrdersTable = {
  id: string;
  number: string;
  version: WithDefault<number>;
  direction: codes.OrderDirection;
  kind: codes.OrderKind;
  state: codes.OrderState;
  /** Number and sign as the sender wrote it. */
  document_number: string | null;
  issued_at: Instant;
  issuer_name: string;
  issuer_agency_id: string | null;
  signer: string | null;
  addressees: Json<OrderAddressee[]>;
  legal_basis: string | null;
  incident_id: string | null;
  severity: string | null;
  circulation: (typeof codes.circulations)[number];
  urgency: codes.Urgency;
  subject: string;
  content: string;
  reply_by: InstantOrNull;
  contact: string | null;
  refused_reason: string | null;
  document_id: string | null;
  search_text: string;
  created_at: Instant;
  created_by_label: string;
  updated_at: Instant;
};

export type CoordinationActionsTable = {
  id: string;
  order_id: string;
  position: number;
  action: string;
  responsible: string;
  due_at: InstantOrNull;
  done_at: InstantOrNull;
  note: string | null;
};

export type CoordinationMovesTable = {
  id: string;
  order_id: string;
  from_state: codes.OrderState | null;
  to_state: codes.OrderState;
  at: Instant;
  by_label: string;
  note: string | null;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    call_ups: CallUpsTable;
    call_up_recipients: CallUpRecipientsTable;
    call_up_steps: CallUpStepsTable;
    push_subscriptions: PushSubscriptionsTable;
    agency_distances: { agency_id: string; km: number };
    coordination_orders: CoordinationOrdersTable;
    coordination_actions: CoordinationActionsTable;
    coordination_moves: CoordinationMovesTable;
  }
}
