import { cpus } from 'node:os';
import { createTestApp } from '../src/apps/testing/test-app.ts';
import { setup } from '../src/platform/testing/global-setup.ts';
import { measureDuty } from './team/duty.ts';

/**
 * Duty roster and skills with 29 members, a year of shifts and 40 waiting swaps, through the HTTP server in process on the
 * bundled PostgreSQL. Target: every call 100 ms p95.
 */
const stopServer = await setup();
const app = await createTestApp();
console.log(`${cpus().length} CPUs`);
const table = await measureDuty(app);
console.table(table);
await app.stop();
await stopServer();
process.exit(table.every((row) => row.fits === 'yes') ? 0 : 1);
