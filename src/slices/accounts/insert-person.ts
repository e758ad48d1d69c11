import './tables.ts';
import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { Tx } from '../../platform/db/tables.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import type { Language } from '../../platform/i18n/catalogue.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import { foldText } from '../../platform/search/fold.ts';
import { accountErrors } from './contract.ts';
import type { HeldRoleRow } from './queries.ts';
import { agencyRoles } from './roles.ts';
import type { PersonState } from './tables.ts';

export type NewPerson = {
  id?: string;
  fullName: string;
  email: string;
  phone: string | null;
  language: Language;
  state: PersonState;
  roles: readonly HeldRoleRow[];
};

export const personSearchText = (person: { fullName: string; email: string; phone: string | null }): string =>
  foldText(`${person.fullName} ${person.email} ${person.phone ?? ''}`);

/** An agency's focal point and head hold their role for that agency; no other role is bound to one. */
export const checkRoles = (roles: readonly HeldRoleRow[]): void => {
  const fields = roles.flatMap(({ role, agencyId }, index) => {
    const isOfAgency = agencyRoles.includes(role);
    if (isOfAgency === (agencyId !== null)) return [];
    return [{ field: `roles.${index}.agencyId`, reason: isOfAgency ? 'required' : 'agencyNotForRole' }];
  });
  if (fields.length > 0) throw platformErrors.invalid(undefined, { fields });
};

export const insertRoles = async (tx: Tx, personId: string, roles: readonly HeldRoleRow[]): Promise<void> => {
  const distinct = new Map(roles.map((held) => [`${held.role}/${held.agencyId ?? ''}`, held]));
  if (distinct.size === 0) return;
  await tx
    .insertInto('person_roles')
    .values(
      [...distinct.values()].map(({ role, agencyId }) => ({
        id: uuid7(),
        person_id: personId,
        role,
        agency_id: agencyId,
      })),
    )
    .execute();
};

/**
 * Adds a person with roles. `ctx` must act for somebody who sees every agency.
 * @throws AppError accounts.emailTaken
 */
export const insertPerson = async (
  ctx: Ctx,
  tx: Tx,
  person: NewPerson,
): Promise<{ id: string; fullName: string }> => {
  checkRoles(person.roles);
  const id = person.id ?? uuid7(ctx.now().getTime());
  const inserted = await tx
    .insertInto('people')
    .values({
      id,
      full_name: person.fullName,
      email: person.email.trim().toLowerCase(),
      phone: person.phone,
      language: person.language,
      state: person.state,
      search_text: personSearchText(person),
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) {
    throw accountErrors.emailTaken(undefined, { fields: [{ field: 'email', reason: 'emailTaken' }] });
  }
  await insertRoles(tx, id, person.roles);
  return { id, fullName: person.fullName };
};
