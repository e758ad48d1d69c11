import './tables.ts';
import type { Actor } from '../access/actor.ts';
import type { Tx } from '../db/tables.ts';
import { uuid7 } from '../ids/uuid7.ts';

/** What an audit row is about. `label` is what a reader knows it by, such as SC-2026-0001. */
export type AuditSubject = {
  kind: string;
  id: string | null;
  label?: string | null;
  organisationId?: string | null;
};

export type AuditEntry = {
  action: string;
  subject: AuditSubject;
  data?: Readonly<Record<string, unknown>>;
  /** Who acted, where one transaction writes for several callers. */
  actor?: Actor;
};

type AuditOrigin = { actor: Actor; at: Date; requestId: string | null };

/** Writes audit rows in the transaction of the change itself. Never put secrets or passwords into `data`. */
export const writeAudit = async (
  tx: Tx,
  origin: AuditOrigin,
  entries: readonly AuditEntry[],
): Promise<void> => {
  if (entries.length === 0) return;
  await tx
    .insertInto('audit_entries')
    .values(
      entries.map((entry) => ({
        id: uuid7(origin.at.getTime()),
        at: origin.at,
        actor_kind: (entry.actor ?? origin.actor).kind,
        actor_id: (entry.actor ?? origin.actor).id,
        actor_label: (entry.actor ?? origin.actor).label,
        action: entry.action,
        subject_kind: entry.subject.kind,
        subject_id: entry.subject.id,
        subject_label: entry.subject.label ?? null,
        organisation_id: entry.subject.organisationId ?? null,
        data: JSON.stringify(entry.data ?? {}),
        request_id: origin.requestId,
      })),
    )
    .execute();
};
