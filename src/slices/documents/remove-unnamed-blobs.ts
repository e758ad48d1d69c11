import { sql } from 'kysely';
import { createSystemActor } from '../../platform/access/actor.ts';
import { createCtx } from '../../platform/ctx/ctx.ts';
import type { Services } from '../../platform/ctx/services.ts';

/** A form that is being corrected carries its files for at most this long. */
const KEPT_MS = 2 * 24 * 3_600_000;

/**
 * Removes contents that no row names: uploads whose request failed, forms that were never sent. `put` writes a known
 * content afresh, so a blob that is just being used again is younger than the limit.
 * @returns how many were removed
 */
export const removeUnnamedBlobs = async (services: Services): Promise<number> => {
  const actor = createSystemActor('documents.remove-unnamed-blobs');
  const ctx = createCtx(services, { actor, language: 'vi' });
  const before = new Date(Date.now() - KEPT_MS);
  let count = await services.blobs.removeBroken(before);
  for await (const old of services.blobs.listOlder(before)) {
    const unnamed = await ctx.tx(async (tx) => {
      const { rows } = await sql<{ sha256: string }>`
        select blob as sha256 from unnest(${[...old]}::text[]) as blob
        where not exists (select from files where files.sha256 = blob)`.execute(tx);
      return rows.map((row) => row.sha256);
    });
    for (const sha256 of unnamed) await services.blobs.remove(sha256, before);
    count += unnamed.length;
  }
  return count;
};
