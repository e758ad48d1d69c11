import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { drawDocx, drawPdf } from '../documents/public.ts';
import { readNoticeLetter } from './notice-letter.ts';

const contentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The notice as a file, drawn after the transaction, which holds a connection. */
export const printNotice = async (ctx: Ctx, id: string, format: 'pdf' | 'docx'): Promise<RawReply> => {
  const { number, tree } = await readNoticeLetter(ctx, id);
  const draw = format === 'pdf' ? drawPdf : drawDocx;
  return {
    contentType: contentTypes[format],
    fileName: `${number}.${format}`,
    headers: {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, no-store',
    },
    body: Buffer.from(await draw(ctx.services, tree)),
  };
};
