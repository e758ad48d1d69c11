import type { Ctx } from '../../platform/ctx/ctx.ts';
import type { RawReply } from '../../platform/http/route.ts';
import { writeCsv } from '../../platform/spreadsheet/write-csv.ts';
import { writeXlsx } from '../../platform/spreadsheet/write-xlsx.ts';
import { type RosterColumn, rosterColumns } from './contract/imports.ts';
import { getRoster } from './get-roster.ts';

const widths: Readonly<Record<RosterColumn, number>> = {
  fullName: 26,
  agency: 38,
  post: 26,
  roleInTeam: 20,
  groupName: 24,
  validFrom: 13,
  validTo: 13,
  decision: 18,
  email: 32,
  phone: 16,
  backupPhone: 16,
};

const dayOf = (date: string | null): string => (date === null ? '' : date.split('-').reverse().join('/'));

/** The roster of a day as a table that the import takes back; days as `dd/mm/yyyy`. */
export const makeRosterFile = async (
  ctx: Ctx,
  query: { format: 'xlsx' | 'csv'; on?: string | undefined },
): Promise<RawReply> => {
  const { on, items } = await getRoster(ctx, query);
  const labels = rosterColumns.map((column) => ctx.t(`team.column.${column}`));
  const rows = items.map((item) => {
    const { membership } = item;
    const cells: Record<RosterColumn, string> = {
      fullName: item.fullName,
      agency: membership.agency.name,
      post: membership.post ?? '',
      roleInTeam: ctx.t(`team.role.${membership.roleInTeam}`),
      groupName: membership.groupName ?? '',
      validFrom: dayOf(membership.validFrom),
      validTo: dayOf(membership.validTo),
      decision: membership.decision?.number ?? '',
      email: item.email ?? '',
      phone: item.phone ?? '',
      backupPhone: item.backupPhone ?? '',
    };
    return rosterColumns.map((column) => cells[column]);
  });
  const fileName = `danh-sach-doi-${on}.${query.format}`;
  if (query.format === 'csv') {
    return { contentType: 'text/csv; charset=utf-8', fileName, body: writeCsv([labels, ...rows]) };
  }
  const columns = rosterColumns.map((column, index) => ({
    label: labels[index] ?? '',
    width: widths[column],
  }));
  return {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName,
    body: await writeXlsx(ctx.t('team.title'), columns, rows),
  };
};
