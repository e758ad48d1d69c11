import { z } from 'zod';
import { platformErrors } from '../../../platform/errors/platform-errors.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { dutyErrors } from './errors.ts';
import { channels } from './rules.ts';

export const dispatchStates = ['waiting', 'proven', 'failed', 'withdrawn'] as const;
export const proofKinds = ['smtp', 'receipt', 'letter-number', 'scan', 'spoken-to', 'hand-over'] as const;
/** Kinds that a person states; mail is proven by the answer of the mail server alone. */
export const statedProofKinds = ['receipt', 'letter-number', 'scan', 'spoken-to', 'hand-over'] as const;
export const documentKinds = ['form', 'official-document', 'file'] as const;

const id = z.uuid();
const params = z.strictObject({ id });
const line = (limit: number) => z.string().trim().min(1).max(limit);

export const proofSchema = z.object({
  kind: z.enum(proofKinds),
  at: z.iso.datetime(),
  /** Answer of the mail server, number of letter or receipt, name of who took the call. */
  reference: z.string(),
  messageId: z.string().optional(),
  fileId: z.string().optional(),
  note: z.string().optional(),
});

export const dispatchSchema = z.object({
  id,
  clockId: id,
  recipientKey: z.string(),
  recipientName: z.string(),
  recipientAddress: z.string().nullable(),
  channel: z.enum(channels),
  title: z.string(),
  documents: z.array(
    z.object({
      kind: z.enum(documentKinds),
      id,
      title: z.string(),
      version: z.int().optional(),
      fileId: z.string().optional(),
    }),
  ),
  state: z.enum(dispatchStates),
  sentAt: z.iso.datetime(),
  sentBy: z.string(),
  proof: proofSchema.nullable(),
  files: z.array(z.object({ id, name: z.string(), sizeBytes: z.int() })),
  withdrawal: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
  can: z.record(z.string(), z.boolean()),
});
export type Dispatch = z.output<typeof dispatchSchema>;

const statedProof = z.strictObject({
  kind: z.enum(statedProofKinds),
  reference: line(300),
  note: z.string().trim().max(1_000).optional(),
});

export const sendDispatchSchema = z.strictObject({
  recipients: z
    .array(
      z.strictObject({
        key: line(260),
        /** Name as it was written to, where the register holds none. */
        name: line(200).optional(),
        /** E-mail address, where the channel is `email` and the register holds none. */
        address: z.email().max(254).optional(),
      }),
    )
    .min(1)
    .max(20),
  channel: z.enum(channels),
  title: line(300),
  /** Text of the mail; for other channels a note. */
  message: z.string().trim().max(20_000).default(''),
  documents: z
    .array(z.strictObject({ kind: z.enum(['form', 'official-document']), id }))
    .max(10)
    .default([]),
  /** When it left, where it was sent by hand; now unless stated. */
  sentAt: z.iso.datetime({ offset: true }).optional(),
  proof: statedProof.nullable().default(null),
  /** Why it goes out late; asked when the time is up and no reason is there. */
  lateReason: z.string().trim().max(2_000).optional(),
});
export type SendDispatch = z.output<typeof sendDispatchSchema>;

export const sendDispatchRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/clocks/:id/dispatches',
  access: 'clock.update',
  summary: 'Sends a notification or report, or records one that was sent; it counts once it is proven',
  params,
  body: sendDispatchSchema,
  answer: z.object({ items: z.array(dispatchSchema) }),
  status: 201,
  isIdempotent: true,
  errors: [
    platformErrors.notFound,
    platformErrors.notAllowed,
    platformErrors.invalid,
    dutyErrors.reasonRequired,
    dutyErrors.clockStateWrong,
  ],
});

export const proveDispatchRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/dispatches/:id/proof',
  access: 'clock.update',
  summary: 'Adds the proof of a dispatch (multipart: kind, reference, note, file)',
  params,
  body: z.strictObject({
    kind: z.enum(statedProofKinds),
    reference: line(300),
    note: z.string().trim().max(1_000).optional(),
    sentAt: z.iso.datetime({ offset: true }).optional(),
  }),
  bodyKind: 'multipart',
  answer: dispatchSchema,
  errors: [
    platformErrors.notFound,
    platformErrors.notAllowed,
    platformErrors.tooLarge,
    dutyErrors.dispatchStateWrong,
  ],
});

export const withdrawDispatchRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/dispatches/:id/withdraw',
  access: 'clock.update',
  summary: 'Withdraws a dispatch or its proof, with the reason; a duty that it fulfilled is open again',
  params,
  body: z.strictObject({ reason: z.string().trim().min(3).max(2_000) }),
  answer: dispatchSchema,
  errors: [platformErrors.notFound, platformErrors.notAllowed, dutyErrors.dispatchStateWrong],
});

export const getDispatchFileRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/dispatches/:id/files/:fileId',
  access: 'clock.read',
  summary: 'A document that was sent, or the file that proves it',
  params: z.strictObject({ id, fileId: id }),
  answer: 'file',
  errors: [platformErrors.notFound],
});

export const getDispatchPackageRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/dispatches/:id/package',
  access: 'clock.read',
  summary: 'A dispatch as JSON with its documents inside, for handing over as a file',
  params,
  answer: 'file',
  errors: [platformErrors.notFound],
});
