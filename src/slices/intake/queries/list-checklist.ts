import '../../../platform/outbox/tables.ts';
import type { Tx } from '../../../platform/db/tables.ts';
import { checklistSteps } from '../contract/codes.ts';
import type { Report } from '../contract/report.ts';

/** When the sender's mail server accepted the receipt: the proof of step c for reports by mail. */
const findReceiptProof = (tx: Tx, reportId: string) =>
  tx
    .selectFrom('report_messages as message')
    .innerJoin('outbox_messages as mail', 'mail.id', 'message.outbox_id')
    .select(['mail.accepted_at', 'mail.response', 'mail.message_id'])
    .where('message.report_id', '=', reportId)
    .where('message.author_label', '=', 'receipt')
    .where('mail.accepted_at', 'is not', null)
    .executeTakeFirst();

/** The seven steps in their order, done or not. */
export const listChecklist = async (tx: Tx, reportId: string): Promise<Report['checklist']> => {
  const rows = await tx
    .selectFrom('report_checklist')
    .selectAll()
    .where('report_id', '=', reportId)
    .execute();
  const proof = await findReceiptProof(tx, reportId);
  return checklistSteps.map((step) => {
    const row = rows.find((candidate) => candidate.step === step);
    const receipt = step === 'c' ? proof : undefined;
    const doneAt = row?.done_at ?? receipt?.accepted_at ?? null;
    return {
      step,
      doneAt: doneAt?.toISOString() ?? null,
      doneBy: row?.done_by_label ?? (receipt ? 'receipt' : null),
      note: row?.note ?? null,
      proof: receipt ? `${receipt.message_id} ${receipt.response ?? ''}`.trim() : null,
    };
  });
};
