import { handle } from '../../platform/http/handle.ts';
import * as contract from './contract.ts';
import { describeSystem, getSystemRow, listSystems } from './queries.ts';
import { createSystem, updateSystem } from './save-system.ts';

export const systemRoutes = [
  handle(contract.listSystemsRoute, (ctx, { query }) => listSystems(ctx, query)),
  handle(contract.getSystemRoute, (ctx, { params }) =>
    ctx.tx(async (tx) => describeSystem(ctx, tx, await getSystemRow(tx, ctx.actor, params.id))),
  ),
  handle(contract.createSystemRoute, (ctx, { body }) => createSystem(ctx, body)),
  handle(contract.updateSystemRoute, (ctx, { params, body }) => updateSystem(ctx, params.id, body)),
];
