import type { Instant, InstantOrNull, WithDefault } from '../../platform/db/tables.ts';
import type { Language } from '../../platform/i18n/catalogue.ts';
import type { ApiScope } from './contract/api-scopes.ts';
import type { Role } from './roles.ts';

export type PersonState = 'invited' | 'active' | 'disabled';

export type PeopleTable = {
  id: string;
  full_name: string;
  email: string;
  phone: string | null;
  language: Language;
  state: PersonState;
  search_text: string;
  created_at: Instant;
  disabled_at: InstantOrNull;
  version: WithDefault<number>;
};

export type PersonRolesTable = { id: string; person_id: string; role: Role; agency_id: string | null };

export type PersonCredentialsTable = {
  person_id: string;
  /** PHC string of argon2id. */
  password_hash: string | null;
  password_changed_at: InstantOrNull;
  /** Sealed with the installation's master key. */
  totp_secret: string | null;
  /** Number of the last time step whose code was taken: each code works once. */
  totp_last_step: number | null;
};

export type PasskeysTable = {
  id: string;
  person_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  is_backed_up: boolean;
  name: string;
  created_at: Instant;
  last_used_at: InstantOrNull;
};

export type RecoveryCodesTable = { id: string; person_id: string; code_hash: string; used_at: InstantOrNull };

export type SessionsTable = {
  id: string;
  token_hash: string;
  person_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  second_factor_at: Instant;
  method: SignInMethod;
  client_address: string | null;
  user_agent: string | null;
  revoked_at: InstantOrNull;
};

export type SignInMethod = 'password' | 'passkey';
export type SignInStepKind = 'password-passed' | 'passkey-sign-in' | 'passkey-registration';

export type SignInStepsTable = {
  id: string;
  token_hash: string;
  kind: SignInStepKind;
  person_id: string | null;
  challenge: string | null;
  failures: WithDefault<number>;
  expires_at: Instant;
};

export type SignInFailuresTable = {
  key: string;
  failures: number;
  blocked_until: InstantOrNull;
  last_at: Instant;
};

export type AccountLinkKind = 'invitation' | 'password-reset' | 'recovery';

export type AccountLinksTable = {
  id: string;
  person_id: string;
  kind: AccountLinkKind;
  token_hash: string;
  created_at: Instant;
  created_by: string | null;
  expires_at: Instant;
  closed_at: InstantOrNull;
};

export type RecoveryRequestsTable = {
  id: string;
  person_id: string;
  reason: string;
  state: 'waiting' | 'approved' | 'refused';
  requested_at: Instant;
  requested_by: string;
  decided_at: InstantOrNull;
  decided_by: string | null;
  expires_at: Instant;
};

export type OrganisationProfileTable = {
  is_only: WithDefault<boolean>;
  is_set_up: WithDefault<boolean>;
  team_name_vi: string;
  team_name_en: string;
  standing_agency_name: string;
  governing_body: string;
  province: string;
  place_name: string;
  address: string;
  hotline: string;
  email: string;
  website: string;
  paper_procedure_vi: string;
  paper_procedure_en: string;
  updated_at: InstantOrNull;
  version: WithDefault<number>;
};

export type SetupLinksTable = { is_only: WithDefault<boolean>; token_hash: string; expires_at: Instant };

export type ApiKeysTable = {
  id: string;
  name: string;
  prefix: string;
  secret_hash: string;
  scopes: ApiScope[];
  agency_id: string | null;
  created_at: Instant;
  created_by: string;
  expires_at: InstantOrNull;
  last_used_at: InstantOrNull;
  revoked_at: InstantOrNull;
  revoked_by: string | null;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    people: PeopleTable;
    person_roles: PersonRolesTable;
    person_credentials: PersonCredentialsTable;
    passkeys: PasskeysTable;
    recovery_codes: RecoveryCodesTable;
    sessions: SessionsTable;
    sign_in_steps: SignInStepsTable;
    sign_in_failures: SignInFailuresTable;
    account_links: AccountLinksTable;
    recovery_requests: RecoveryRequestsTable;
    organisation_profile: OrganisationProfileTable;
    setup_links: SetupLinksTable;
    api_keys: ApiKeysTable;
  }
}
