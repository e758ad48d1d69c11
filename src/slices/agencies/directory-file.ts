import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { writeCsv } from '../../platform/spreadsheet/write-csv.ts';
import type { DirectoryFormat } from './contract/figures.ts';
import { listDirectory } from './list-directory.ts';
import { writeVcard } from './write-vcard.ts';

type DirectoryAgency = Awaited<ReturnType<typeof listDirectory>>['items'][number];

const toCsv = (ctx: Ctx, items: readonly DirectoryAgency[]): string =>
  writeCsv([
    ['code', 'agency', 'shortName', 'contactKind', 'fullName', 'title', 'phone', 'email', 'from', 'to'].map(
      (name) => ctx.t(`agencies.csv.${name}` as Parameters<Ctx['t']>[0]),
    ),
    ...items.flatMap((agency) =>
      agency.contacts.map((contact) => [
        agency.code,
        agency.name,
        agency.shortName,
        ctx.t(`agencies.contact.${contact.kind}`),
        contact.fullName,
        contact.title ?? '',
        contact.phone ?? '',
        contact.email ?? '',
        contact.validFrom,
        contact.validTo ?? '',
      ]),
    ),
  ]);

const toVcards = (ctx: Ctx, items: readonly DirectoryAgency[]): string =>
  items
    .flatMap((agency) =>
      agency.contacts.map((contact) =>
        writeVcard({
          contact,
          agencyName: agency.name,
          roleLabel: ctx.t(`agencies.contact.${contact.kind}`),
          agencyPhone: agency.phone,
          agencyAddress: agency.address,
          revisedAt: ctx.now(),
        }),
      ),
    )
    .join('');

/** The directory as a file. It holds what the caller's reach shows on screen, no more. */
export const makeDirectoryFile = async (
  ctx: Ctx,
  query: { format: DirectoryFormat; on?: string | undefined },
): Promise<RawReply> => {
  const { on, items } = await listDirectory(ctx, query);
  const name = `danh-ba-${on}.${query.format}`;
  return query.format === 'csv'
    ? { contentType: 'text/csv; charset=utf-8', fileName: name, body: toCsv(ctx, items) }
    : { contentType: 'text/vcard; charset=utf-8', fileName: name, body: toVcards(ctx, items) };
};
