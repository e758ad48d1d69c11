import type { Ctx } from '../../platform/ctx/ctx.ts';
import { uuid7 } from '../../platform/ids/uuid7.ts';
import type { OfficialContent } from './contract/official-content.ts';
import { addFiles } from './files.ts';
import { draftOfficialDocument, type NewOfficialDocument } from './official/draft-official-document.ts';

/** Tests of later slices look into drawn documents with these. */
export { readDocxPart } from './render/docx-probe.ts';
export { hasPoppler, pdfLines, pdfText } from './render/pdf-probe.ts';

/** A letter that lacks nothing. */
export const completeLetter: OfficialContent = {
  head: {
    governingBody: 'UBND tỉnh Sông Mây',
    issuingBody: 'Đội Ứng cứu sự cố',
    place: 'Sông Mây',
    letterSubject: 'rà soát lỗ hổng trên máy chủ thư điện tử',
  },
  addressees: ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường'],
  body: [
    {
      kind: 'paragraph',
      content: 'Đề nghị các cơ quan kiểm tra phiên bản máy chủ thư điện tử trước ngày 30/11/2026.',
    },
    { kind: 'paragraph', content: 'Trân trọng.' },
  ],
  hasEndMark: true,
  recipients: { items: ['Như trên'], archive: 'VT, KT' },
  signature: { authority: [], post: 'Đội trưởng', name: 'Nguyễn Hữu Trí' },
};

/** Drafts a complete letter of the team, unless `over` says otherwise. */
export const draftTestDocument = (
  ctx: Ctx,
  over: Partial<NewOfficialDocument> = {},
): Promise<{ id: string }> =>
  ctx.tx((tx) =>
    draftOfficialDocument(ctx, tx, {
      type: 'official-letter',
      tree: completeLetter,
      issuerAgencyId: null,
      subjectKind: null,
      subjectId: null,
      agencyId: null,
      title: 'Rà soát lỗ hổng trên máy chủ thư điện tử',
      ...over,
    }),
  );

/** A copy that came back, without a signature; the state of the document stays. @returns the id of the copy */
export const addTestCopy = (ctx: Ctx, documentId: string): Promise<string> =>
  ctx.tx(async (tx) => {
    const blob = await ctx.services.blobs.put(Buffer.from(`%PDF-1.7 ${documentId}`), 1_000);
    const [file] = await addFiles(ctx, tx, [
      {
        blob,
        name: 'ky.pdf',
        contentType: 'application/pdf',
        subjectKind: 'document',
        subjectId: documentId,
        agencyId: null,
        isFromOutside: true,
      },
    ]);
    const id = uuid7();
    await tx
      .insertInto('signed_copies')
      .values({
        id,
        document_id: documentId,
        file_id: file?.id ?? '',
        added_at: ctx.now(),
        added_by_label: 'test',
        verdict: 'unsigned',
        result: JSON.stringify({ pageCount: null, signatures: [], startsWithIssued: null, failure: null }),
      })
      .execute();
    return id;
  });
