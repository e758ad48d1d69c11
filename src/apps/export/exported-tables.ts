type ExportedTable = { table: string; orderBy: string };

/**
 * Every table and what becomes of it in a full export. A test compares this list with the schema, so that no table is
 * forgotten; docs/export.md describes the lines.
 */
export const exportedTables: readonly ExportedTable[] = [
  { table: 'organisation_profile', orderBy: '1' },
  { table: 'people', orderBy: 'id' },
  { table: 'person_roles', orderBy: 'person_id' },
  { table: 'recovery_requests', orderBy: 'id' },
  { table: 'agencies', orderBy: 'id' },
  { table: 'agency_domains', orderBy: 'agency_id' },
  { table: 'agency_networks', orderBy: 'agency_id' },
  { table: 'agency_contacts', orderBy: 'id' },
  { table: 'agency_successions', orderBy: 'predecessor_id' },
  { table: 'organisation_roles', orderBy: 'agency_id' },
  { table: 'agency_changes', orderBy: 'id' },
  { table: 'agency_confirmations', orderBy: 'id' },
  { table: 'agency_confirmation_mails', orderBy: 'id' },
  { table: 'agency_attention', orderBy: 'id' },
  { table: 'team_decisions', orderBy: 'id' },
  { table: 'members', orderBy: 'id' },
  { table: 'team_memberships', orderBy: 'member_id' },
  { table: 'duty_shifts', orderBy: 'id' },
  { table: 'systems', orderBy: 'id' },
  { table: 'files', orderBy: 'id' },
  { table: 'documents', orderBy: 'id' },
  { table: 'incidents', orderBy: 'id' },
  { table: 'incident_people', orderBy: 'incident_id' },
  { table: 'incident_log', orderBy: 'id' },
  { table: 'incident_tasks', orderBy: 'id' },
  { table: 'incident_observables', orderBy: 'id' },
  { table: 'incident_classifications', orderBy: 'id' },
  { table: 'reports', orderBy: 'id' },
  { table: 'report_checklist', orderBy: 'report_id' },
  { table: 'report_messages', orderBy: 'id' },
  { table: 'report_links', orderBy: 'id' },
  { table: 'outbox_messages', orderBy: 'id' },
  { table: 'number_series', orderBy: 'series' },
  { table: 'audit_entries', orderBy: 'id' },
];

/** Tables that stay behind, each with its reason. */
export const tablesNotExported: Readonly<Record<string, string>> = {
  schema_migrations: 'belongs to the program, not to its users',
  events: 'a short-lived feed for live pages; what happened is in audit_entries',
  idempotency_keys: 'memory of repeated requests, of no use elsewhere',
  person_credentials: 'credentials',
  passkeys: 'credentials',
  recovery_codes: 'credentials',
  sessions: 'credentials',
  sign_in_steps: 'credentials',
  account_links: 'credentials',
  setup_links: 'credentials',
  api_keys: 'credentials',
  sign_in_failures: 'counters of the pauses after failures',
  mailbox_cursors: 'how far a mailbox was read',
};
