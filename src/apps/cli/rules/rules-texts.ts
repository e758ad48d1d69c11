import type { Language } from '../hunt/language.ts';
import { counted } from '../hunt/texts/counted.ts';

const en = {
  addUsage: 'Name one folder, ZIP or rule file.',
  notZip: (path: string, reason: string) => `${path} is no folder, rule file or readable ZIP: ${reason}.`,
  noRules: (path: string) => `${path} holds no rule that can be loaded; nothing was added.`,
  badName: (name: string) =>
    `"${name}" cannot be the name of a rule set: letters, digits, dot, dash, at most 64.`,
  added: (name: string, sigma: string, yara: string) =>
    `Added "${name}": ${counted(sigma, 'Sigma rule')}, ${counted(yara, 'YARA rule')}.`,
  replaced: (name: string, sigma: string, yara: string) =>
    `Replaced "${name}": ${counted(sigma, 'Sigma rule')}, ${counted(yara, 'YARA rule')}.`,
  unloadable: (count: string) =>
    `${counted(count, 'rule that cannot be loaded is', 'rules that cannot be loaded are')} left out of hunts:`,
  warnings: (count: string) => `${counted(count, 'warning')}; see "khien rules check".`,
  refused: (count: string) => `${counted(count, 'file was', 'files were')} not taken:`,
  'too-large': 'too large',
  'bad-name': 'the name leads out of the archive or is taken twice',
  yaraUnchecked: 'This machine has no YARA engine: the YARA rules were taken without a check.',
  nothing: 'No rules have been added. Hunts use the rules that come along.',
  own: (sigma: string, yara: string) => `with Khiên: ${sigma} Sigma rules, ${yara} YARA rules`,
  row: (name: string, sigma: string, yara: string, unloadable: string, addedAt: string) =>
    `${name}: ${sigma} Sigma, ${yara} YARA, ${unloadable} not loadable, added ${addedAt}`,
  from: (source: string) => `  from ${source}`,
  removeUsage: 'Name the rule set to remove; "khien rules list" shows them.',
  unknownSet: (name: string) => `There is no rule set "${name}"; "khien rules list" shows them.`,
  removed: (name: string) => `Removed "${name}".`,
};
export type RulesTexts = typeof en;

const vi: RulesTexts = {
  addUsage: 'Cần một thư mục, tệp ZIP hoặc tệp luật.',
  notZip: (path, reason) => `${path} không phải thư mục, tệp luật hay tệp ZIP đọc được: ${reason}.`,
  noRules: (path) => `${path} không có luật nào nạp được; không thêm gì.`,
  badName: (name) =>
    `"${name}" không dùng làm tên bộ luật được: chỉ gồm chữ, số, dấu chấm, gạch nối, tối đa 64.`,
  added: (name, sigma, yara) => `Đã thêm "${name}": ${sigma} luật Sigma, ${yara} luật YARA.`,
  replaced: (name, sigma, yara) => `Đã thay "${name}": ${sigma} luật Sigma, ${yara} luật YARA.`,
  unloadable: (count) => `${count} luật không nạp được nên không dùng khi săn lùng:`,
  warnings: (count) => `${count} cảnh báo; xem bằng "khien rules check".`,
  refused: (count) => `${count} tệp không được nhận:`,
  'too-large': 'quá lớn',
  'bad-name': 'tên dẫn ra ngoài tệp nén hoặc bị trùng',
  yaraUnchecked: 'Máy này không có bộ máy YARA: luật YARA được nhận mà chưa kiểm tra.',
  nothing: 'Chưa thêm bộ luật nào. Việc săn lùng dùng các luật có sẵn.',
  own: (sigma, yara) => `có sẵn: ${sigma} luật Sigma, ${yara} luật YARA`,
  row: (name, sigma, yara, unloadable, addedAt) =>
    `${name}: ${sigma} Sigma, ${yara} YARA, ${unloadable} không nạp được, thêm lúc ${addedAt}`,
  from: (source) => `  từ ${source}`,
  removeUsage: 'Hãy cho biết bộ luật cần bỏ; xem tên bằng "khien rules list".',
  unknownSet: (name) => `Không có bộ luật "${name}"; xem tên bằng "khien rules list".`,
  removed: (name) => `Đã bỏ "${name}".`,
};

export const rulesTexts: Record<Language, RulesTexts> = { vi, en };
