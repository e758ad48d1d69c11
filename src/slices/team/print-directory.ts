import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { vietnamDateOf } from '../../platform/time/vietnam-time.ts';
import { getOrganisationProfile } from '../accounts/public.ts';
import { getHolderOfRole, listDirectory } from '../agencies/public.ts';
import { type DocumentTree, drawPdf } from '../documents/public.ts';
import { getRoster } from './get-roster.ts';
import { dayInText, roleWords } from './paper-facts.ts';

type Directory = Awaited<ReturnType<typeof listDirectory>>['items'];
type Roster = Awaited<ReturnType<typeof getRoster>>['items'];
type Table = Extract<DocumentTree['body'][number], { kind: 'table' }>;

const lines = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join('\n');

const agencyTable = (items: Directory): Table => {
  const people = (agency: Directory[number], kinds: readonly string[]): string =>
    agency.contacts
      .filter((contact) => kinds.includes(contact.kind))
      .map((contact) => lines(contact.fullName, contact.title, contact.phone, contact.email))
      .join('\n\n');
  return {
    kind: 'table',
    columns: [{ share: 5, align: 'center' }, { share: 27 }, { share: 23 }, { share: 27 }, { share: 18 }],
    header: [['STT', 'Cơ quan', 'Người đứng đầu', 'Đầu mối', 'Số trực 24/7']],
    rows: items.map((agency, index) => [
      String(index + 1),
      lines(agency.name, agency.address, agency.phone, agency.email),
      people(agency, ['head']),
      people(agency, ['focal-point', 'backup-focal-point']),
      people(agency, ['hotline']),
    ]),
    sizePt: 10,
  };
};

const teamTable = (items: Roster): Table => ({
  kind: 'table',
  columns: [{ share: 5, align: 'center' }, { share: 22 }, { share: 18 }, { share: 31 }, { share: 24 }],
  header: [['STT', 'Họ và tên', 'Vai trò trong Đội', 'Chức vụ, cơ quan', 'Liên hệ']],
  rows: items.map((item, index) => [
    String(index + 1),
    item.fullName,
    lines(roleWords[item.membership.roleInTeam], item.membership.groupName),
    lines(item.membership.post, item.membership.agency.name),
    lines(item.phone, item.backupPhone, item.email),
  ]),
  sizePt: 10,
});

/** The contact directory on paper: agencies, then the team, as far as the caller sees them. */
export const printDirectory = async (ctx: Ctx, query: { on?: string | undefined }): Promise<RawReply> => {
  const { on, items } = await listDirectory(ctx, query);
  const roster = ctx.can('member.read') ? (await getRoster(ctx, { on })).items : [];
  const head = await ctx.tx(async (tx) => ({
    profile: await getOrganisationProfile(tx),
    standing: await getHolderOfRole(tx, 'standing-agency', on),
  }));
  const today = vietnamDateOf(ctx.now());
  const tree: DocumentTree = {
    properties: { title: `Danh bạ đầu mối ${on}`, createdAt: ctx.now() },
    state: 'final',
    head: {
      kind: 'administrative',
      ...(head.standing ? { governingBody: head.standing.name } : {}),
      issuingBody: head.profile.teamNameVi || 'Đội ứng cứu sự cố',
      sign: 'DB',
      ...(head.profile.placeName ? { place: head.profile.placeName } : {}),
    },
    circulationMark: 'Lưu hành nội bộ',
    typeName: 'Danh bạ',
    subject: 'Đầu mối ứng cứu sự cố của các cơ quan và thành viên Đội',
    body: [
      {
        kind: 'paragraph',
        content: `Danh bạ tại ${dayInText(on)}; in ${dayInText(today)} bởi ${ctx.actor.label}.`,
      },
      { kind: 'heading', level: 'part', number: 'I', content: 'Cơ quan, đơn vị' },
      agencyTable(items),
      ...(roster.length > 0
        ? [
            {
              kind: 'heading' as const,
              level: 'part' as const,
              number: 'II',
              content: 'Thành viên Đội ứng cứu sự cố',
            },
            teamTable(roster),
          ]
        : []),
    ],
  };
  return {
    contentType: 'application/pdf',
    fileName: `danh-ba-${on}.pdf`,
    body: Buffer.from(await drawPdf(ctx.services, tree)),
  };
};
