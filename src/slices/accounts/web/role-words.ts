import { type Text, useText } from '../../../ui/use-text.ts';
import type { HeldRole } from '../contract/people.ts';
import { useAgencyOptions } from './agency-names.ts';

/** Says held roles in words, with the agency where a role is held for one. */
export const useRoleWords = (): ((roles: readonly HeldRole[]) => string) => {
  const text: Text = useText();
  const agencies = useAgencyOptions();
  return (roles) =>
    roles
      .map(({ role, agencyId }) => {
        const name = agencyId && agencies.find((agency) => agency.value === agencyId)?.label;
        return name ? `${text(`accounts.role.${role}`)} (${name})` : text(`accounts.role.${role}`);
      })
      .join(', ');
};
