import type { Tx } from '../../platform/db/tables.ts';
import type { FieldError } from '../../platform/errors/app-error.ts';
import { platformErrors } from '../../platform/errors/platform-errors.ts';
import { normaliseDomain } from './normalise-domain.ts';
import { normaliseNetwork } from './normalise-network.ts';

export type Reach = { domains: string[]; networks: string[] };

/**
 * Normalises declared domains and networks, without repeats; `prefix` is the place in the body, e.g. `items.3.`.
 * Collects every fault, never stops at the first.
 */
export const checkReach = (
  input: { domains: readonly string[]; networks: readonly string[] },
  prefix = '',
): { reach: Reach; faults: FieldError[] } => {
  const faults: FieldError[] = [];
  const domains = new Set<string>();
  const networks = new Set<string>();
  input.domains.forEach((text, index) => {
    const result = normaliseDomain(text);
    if (result.ok) domains.add(result.domain);
    else faults.push({ field: `${prefix}domains.${index}`, reason: result.reason });
  });
  input.networks.forEach((text, index) => {
    const network = normaliseNetwork(text);
    if (network) networks.add(network);
    else faults.push({ field: `${prefix}networks.${index}`, reason: 'agencies.network' });
  });
  return { reach: { domains: [...domains], networks: [...networks] }, faults };
};

/** @throws AppError platform.invalid that names each faulty entry */
export const requireReach = (input: { domains: readonly string[]; networks: readonly string[] }): Reach => {
  const { reach, faults } = checkReach(input);
  if (faults.length > 0) throw platformErrors.invalid(undefined, { fields: faults.slice(0, 100) });
  return reach;
};

/** Replaces the declared domains and networks of an agency. */
export const setReach = async (tx: Tx, agencyId: string, reach: Reach): Promise<void> => {
  await tx.deleteFrom('agency_domains').where('agency_id', '=', agencyId).execute();
  await tx.deleteFrom('agency_networks').where('agency_id', '=', agencyId).execute();
  await addReach(tx, [{ agencyId, reach }]);
};

/** Adds declared domains and networks of several agencies. */
export const addReach = async (
  tx: Tx,
  entries: readonly { agencyId: string; reach: Reach }[],
): Promise<void> => {
  const domains = entries.flatMap(({ agencyId, reach }) =>
    reach.domains.map((domain) => ({ agency_id: agencyId, domain })),
  );
  const networks = entries.flatMap(({ agencyId, reach }) =>
    reach.networks.map((network) => ({ agency_id: agencyId, network })),
  );
  // PostgreSQL takes at most 65,535 parameters per statement.
  for (let at = 0; at < domains.length; at += 10_000) {
    await tx
      .insertInto('agency_domains')
      .values(domains.slice(at, at + 10_000))
      .execute();
  }
  for (let at = 0; at < networks.length; at += 10_000) {
    await tx
      .insertInto('agency_networks')
      .values(networks.slice(at, at + 10_000))
      .execute();
  }
};
