import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { listPeopleWithRole } from '../../accounts/public.ts';
import type { Role } from '../../accounts/roles.ts';

/** Roles of those who work on incidents. */
const workingRoles: readonly Role[] = [
  'responder',
  'duty-officer',
  'deputy-leader',
  'team-leader',
  'external-expert',
];

/** People who may be assigned, each once, responders first, by name. */
export const listCandidates = (ctx: Ctx): Promise<{ items: { id: string; fullName: string }[] }> =>
  ctx.tx(async (tx) => {
    const found = new Map<string, string>();
    for (const role of workingRoles) {
      for (const person of await listPeopleWithRole(tx, role)) found.set(person.id, person.fullName);
    }
    return { items: [...found].map(([id, fullName]) => ({ id, fullName })) };
  });
