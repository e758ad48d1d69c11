import type { Migration } from '../platform/db/migrate.ts';
import { createPlatform } from '../platform/migrations/0001-create-platform.ts';
import { addOutboxChannels } from '../platform/migrations/0002-outbox-channels.ts';
import { serverSlices } from './slices.ts';

/** All steps of the schema: the platform's first, then each slice's in their order. */
export const allMigrations: readonly Migration[] = [
  createPlatform,
  addOutboxChannels,
  ...serverSlices.flatMap((slice) => slice.migrations),
];
