import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { lineSchema } from '../../agencies/contract.ts';
import { fileSchema } from '../../documents/contract.ts';
import { can, idParams, linesSchema } from './call-up.ts';
import * as codes from './codes.ts';
import { mobilisationErrors } from './errors.ts';

const optionalLine = (limit: number) => lineSchema(limit).nullable().default(null);
const instant = z.iso.datetime({ offset: true });

const actionInput = z.strictObject({
  action: lineSchema(1_000),
  responsible: lineSchema(200),
  dueAt: instant.nullable().default(null),
});

/** Fields of a coordination order; the law prescribes none, these are what the parties need to act and to prove it. */
export const orderInputSchema = z.strictObject({
  direction: z.enum(codes.orderDirections),
  kind: z.enum(codes.orderKinds).default('request'),
  documentNumber: optionalLine(100),
  issuedAt: instant,
  issuerName: lineSchema(200),
  issuerAgencyId: z.uuid().nullable().default(null),
  signer: optionalLine(120),
  addressees: z
    .array(z.strictObject({ agencyId: z.uuid().nullable().default(null), name: lineSchema(200) }))
    .min(1)
    .max(100),
  legalBasis: optionalLine(1_000),
  incidentId: z.uuid().nullable().default(null),
  severity: z.enum(['M1', 'M2', 'M3', 'M4']).nullable().default(null),
  circulation: z.enum(codes.circulations).default('internal'),
  urgency: z.enum(codes.urgencies).default('urgent'),
  subject: lineSchema(300),
  content: linesSchema(10_000).default(''),
  replyBy: instant.nullable().default(null),
  contact: optionalLine(200),
  actions: z.array(actionInput).max(50).default([]),
});
export type OrderInput = z.output<typeof orderInputSchema>;

const actionSchema = z.object({
  id: z.uuid(),
  action: z.string(),
  responsible: z.string(),
  dueAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  isLate: z.boolean(),
  note: z.string().nullable(),
});

export const orderItemSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  direction: z.enum(codes.orderDirections),
  kind: z.enum(codes.orderKinds),
  state: z.enum(codes.orderStates),
  documentNumber: z.string().nullable(),
  subject: z.string(),
  issuerName: z.string(),
  addressees: z.array(z.object({ agencyId: z.uuid().nullable(), name: z.string() })),
  issuedAt: z.iso.datetime(),
  replyBy: z.iso.datetime().nullable(),
  isLate: z.boolean(),
  actionsDone: z.int(),
  actionsTotal: z.int(),
});
export type OrderItem = z.output<typeof orderItemSchema>;

export const orderSchema = orderItemSchema.extend({
  issuerAgencyId: z.uuid().nullable(),
  signer: z.string().nullable(),
  legalBasis: z.string().nullable(),
  incident: z.object({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  severity: z.string().nullable(),
  circulation: z.enum(codes.circulations),
  urgency: z.enum(codes.urgencies),
  content: z.string(),
  contact: z.string().nullable(),
  refusedReason: z.string().nullable(),
  documentId: z.uuid().nullable(),
  actions: z.array(actionSchema),
  moves: z.array(
    z.object({
      id: z.uuid(),
      from: z.enum(codes.orderStates).nullable(),
      to: z.enum(codes.orderStates),
      at: z.iso.datetime(),
      by: z.string(),
      note: z.string().nullable(),
    }),
  ),
  files: z.array(fileSchema),
  nextStates: z.array(z.enum(codes.orderStates)),
  version: z.int(),
  can,
});
export type Order = z.output<typeof orderSchema>;

const stale = [platformErrors.notFound, platformErrors.stale] as const;

export const listOrdersRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/coordination-orders',
  access: 'order.read',
  summary: 'Coordination orders and requests, received and sent, newest first',
  query: z.strictObject({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    direction: z.enum(codes.orderDirections).optional(),
    state: z.enum(codes.orderStates).optional(),
    incidentId: z.uuid().optional(),
    q: z.string().max(200).optional(),
  }),
  answer: z.object({ items: z.array(orderItemSchema), nextCursor: z.string().nullable(), can }),
});
export const createOrderRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/coordination-orders',
  access: 'order.update',
  summary: 'Record an order received from above, or draft one to be sent',
  body: orderInputSchema,
  answer: orderSchema,
  isIdempotent: true,
  errors: [platformErrors.notFound],
});
export const getOrderRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/coordination-orders/:id',
  access: 'order.read',
  summary: 'One order with its actions, files and moves',
  params: idParams,
  answer: orderSchema,
  errors: [platformErrors.notFound],
});
export const updateOrderRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/coordination-orders/:id',
  access: 'order.update',
  summary: 'Rewrite an order that is still a draft',
  params: idParams,
  body: orderInputSchema.extend({ version: z.int() }),
  answer: orderSchema,
  errors: [...stale, mobilisationErrors.orderFixed],
});
export const moveOrderRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/coordination-orders/:id/moves',
  access: 'order.update',
  summary: 'Move an order on: sent, received, accepted or refused, in progress, done, verified',
  params: idParams,
  body: z.strictObject({
    version: z.int(),
    to: z.enum(codes.orderStates),
    note: optionalLine(1_000),
  }),
  answer: orderSchema,
  errors: [...stale, mobilisationErrors.moveNotPossible],
});
export const setActionRoute = defineRoute({
  method: 'PUT',
  path: '/api/v1/coordination-orders/:id/actions/:actionId',
  access: 'order.update',
  summary: 'Mark an action of an order as done, or as open again',
  params: idParams.extend({ actionId: z.uuid() }),
  body: z.strictObject({ isDone: z.boolean(), note: optionalLine(1_000) }),
  answer: orderSchema,
  errors: [platformErrors.notFound],
});
export const addOrderFilesRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/coordination-orders/:id/files',
  access: 'order.update',
  summary: 'Add files to an order (multipart, field `file`)',
  params: idParams,
  body: z.strictObject({ note: z.string().max(2_000).optional() }),
  bodyKind: 'multipart',
  answer: orderSchema,
  status: 201,
  errors: [platformErrors.notFound],
});
export const getOrderFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/coordination-orders/:id/files/:fileId',
  access: 'order.read',
  summary: 'Content of a file of an order, always as a download',
  params: idParams.extend({ fileId: z.uuid() }),
  answer: 'file',
  errors: [platformErrors.notFound],
});
export const draftOrderLetterRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/coordination-orders/:id/letter',
  access: 'order.update',
  summary: 'Draft the official letter of an order',
  params: idParams,
  answer: orderSchema,
  errors: [platformErrors.notFound],
});
