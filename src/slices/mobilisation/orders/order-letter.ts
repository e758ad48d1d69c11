import '../tables.ts';
import type { Ctx } from '../../../platform/ctx/ctx.ts';
import { getOrganisationProfile } from '../../accounts/public.ts';
import { type Block, type DocumentTree, draftOfficialDocument } from '../../documents/public.ts';
import type { Order } from '../contract/orders.ts';
import { urgencyMark } from '../notice-letter.ts';
import { sayMoment } from '../say-moment.ts';
import { describeOrder, getOrderRow } from './describe-order.ts';
import { orderSubject, tellOrder } from './save-order.ts';

const actionsTable = (order: Order): Block[] =>
  order.actions.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: [{ share: 8, align: 'center' }, { share: 46 }, { share: 26 }, { share: 20 }],
          header: [['STT', 'Việc phải làm', 'Chịu trách nhiệm', 'Thời hạn']],
          rows: order.actions.map((action, index) => [
            String(index + 1),
            action.action,
            action.responsible,
            action.dueAt ? sayMoment(new Date(action.dueAt), 'vi') : '',
          ]),
          sizePt: 13,
        },
      ];

/** The order as an official letter; one that was received prints as the record of it. */
export const buildOrderLetter = (
  order: Order,
  context: { createdAt: Date; governingBody: string; place: string },
): DocumentTree => {
  const word = order.kind === 'order' ? 'lệnh điều phối' : 'yêu cầu điều phối';
  const incident = order.incident ? ` đối với sự cố mã ${order.incident.number}` : '';
  const closing = [
    order.replyBy ? `Đề nghị phản hồi trước ${sayMoment(new Date(order.replyBy), 'vi')}.` : '',
    order.contact ? `Đầu mối liên hệ 24/7: ${order.contact}.` : '',
  ].filter(Boolean);
  return {
    properties: { title: `${order.number} ${order.subject}`, createdAt: context.createdAt },
    state: 'draft',
    head: {
      kind: 'administrative',
      governingBody: context.governingBody,
      issuingBody: order.issuerName,
      sign: '',
      place: context.place,
      letterSubject: order.subject,
    },
    ...urgencyMark(order.urgency),
    ...(order.circulation === 'internal' ? { circulationMark: 'Lưu hành nội bộ' } : {}),
    addressees: order.addressees.map((one) => one.name),
    body: [
      ...(order.legalBasis ? [{ kind: 'paragraph' as const, content: `Căn cứ ${order.legalBasis};` }] : []),
      { kind: 'paragraph', content: `${order.issuerName} ban hành ${word}${incident} như sau:` },
      ...(order.content ? [{ kind: 'paragraph' as const, content: order.content }] : []),
      ...actionsTable(order),
      ...closing.map((content) => ({ kind: 'paragraph' as const, content })),
    ],
    hasEndMark: true,
    recipients: { items: ['Như trên'], archive: 'VT' },
    signature: { authority: ['Thủ trưởng cơ quan'], ...(order.signer ? { name: order.signer } : {}) },
  };
};

/** Drafts the letter; number, date and signature come in the documents' own way. */
export const draftOrderLetter = (ctx: Ctx, id: string): Promise<Order> =>
  ctx.tx(async (tx) => {
    ctx.require('order.update');
    const order = await describeOrder(ctx, tx, id);
    if (order.documentId !== null) return order;
    const profile = await getOrganisationProfile(tx);
    const row = await getOrderRow(tx, id);
    const document = await draftOfficialDocument(ctx, tx, {
      type: 'official-letter',
      tree: buildOrderLetter(order, {
        createdAt: row.created_at,
        governingBody: profile.governingBody,
        place: profile.placeName || profile.province,
      }),
      issuerAgencyId: order.issuerAgencyId,
      subjectKind: 'coordination-order',
      subjectId: id,
      agencyId: null,
      title: order.subject,
    });
    await tx
      .updateTable('coordination_orders')
      .set({ document_id: document.id })
      .where('id', '=', id)
      .execute();
    await ctx.audit(tx, 'order.letter-drafted', orderSubject(row), { documentId: document.id });
    await tellOrder(ctx, tx, id);
    return describeOrder(ctx, tx, id);
  });
