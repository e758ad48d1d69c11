import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { RoleGrants } from '../accounts/roles.ts';

const command = { 'team-leader': 'any', 'deputy-leader': 'any' } as const;
const desk = { ...command, 'duty-officer': 'any' } as const;

/**
 * Official documents are inner work until they leave the house: people of agencies get them by the way they are sent,
 * not here. The desk is the clerk: it gives numbers and keeps the register.
 */
export const documentGrants = {
  'official-document.read': {
    ...desk,
    responder: 'participant',
    administrator: 'any',
    auditor: 'any',
    'steering-committee': 'any',
    'peoples-committee-leader': 'any',
  },
  'official-document.draft': { ...desk, responder: 'participant' },
  'official-document.initial': command,
  'official-document.sign': { ...command, 'peoples-committee-leader': 'any' },
  'official-document.issue': desk,
  'document-register.read': {
    ...desk,
    administrator: 'any',
    auditor: 'any',
    'steering-committee': 'any',
    'peoples-committee-leader': 'any',
  },
  'document-register.update': desk,
} as const satisfies RoleGrants;

type Visible = { participant_ids: readonly string[] };

/** The document as the policy sees it. */
export const subjectOf = (document: Visible) => ({ participantIds: document.participant_ids });

/** The condition under which the actor reads a document; the same rules stand in the policies of the database. */
export const visibleDocuments =
  (actor: Actor) =>
  (eb: ExpressionBuilder<Tables, 'official_documents'>): Expression<SqlBool> => {
    if (actor.kind === 'system') return eb.lit(true);
    const reach = actor.permissions.get('official-document.read');
    if (!reach) return eb.lit(false);
    const takesPart =
      actor.id === null
        ? eb.lit(false)
        : sql<boolean>`official_documents.participant_ids @> array[${actor.id}]::uuid[]`;
    if (reach !== 'any') return takesPart;
    const held = [...actor.permissions].filter(([, width]) => width === 'any').map(([name]) => name);
    return eb.or([
      eb('official_documents.required_permission', 'is', null),
      eb('official_documents.required_permission', 'in', held),
      takesPart,
    ]);
  };
