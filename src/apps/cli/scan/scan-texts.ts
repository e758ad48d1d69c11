import type { Language } from '../hunt/language.ts';
import { counted } from '../hunt/texts/counted.ts';

const en = {
  noPaths: 'Name a file or a folder to scan.',
  noYara: (platform: string) =>
    `There is no YARA engine for this machine (${platform}). It comes as the optional package @litko/yara-x-linux-x64-gnu for 64-bit Linux with glibc: install Khiên there with "npm ci" (without --omit=optional), or use the portable archive. Hunting through logs works without it.`,
  badNumber: (option: string) => `${option} must be a number above zero.`,
  headline: (findings: string, files: string, bytes: string, seconds: string) =>
    `${counted(findings, 'finding')} in ${counted(files, 'file')}, ${bytes} MB (${seconds} s)`,
  rulesLine: (loaded: string, problems: string) =>
    `Rules: ${loaded} loaded, ${problems} could not be compiled.`,
  problem: (file: string, line: string, reason: string) => `  ${file}:${line}: ${reason}`,
  notScanned: (count: string) => `${counted(count, 'file was', 'files were')} not scanned, or not whole:`,
  'too-large': 'larger than --max-size',
  unreadable: 'cannot be read',
  faultHead: (path: string, reason: string) => `  ${path}: ${reason}`,
  progress: (percent: string, files: string, rate: string, left: string) =>
    `${percent} %  ${files} files  ${rate} MB/s  ${left} left`,
};
export type ScanTexts = typeof en;

const vi: ScanTexts = {
  noPaths: 'Hãy cho biết tệp hoặc thư mục cần quét.',
  noYara: (platform) =>
    `Máy này (${platform}) chưa có bộ máy YARA. Bộ máy đi kèm gói tùy chọn @litko/yara-x-linux-x64-gnu dành cho Linux 64-bit dùng glibc: cài Khiên trên máy như vậy bằng "npm ci" (không dùng --omit=optional) hoặc dùng bản mang đi. Việc săn lùng trong nhật ký vẫn chạy được.`,
  badNumber: (option) => `${option} phải là số lớn hơn không.`,
  headline: (findings, files, bytes, seconds) =>
    `${findings} phát hiện trong ${files} tệp, ${bytes} MB (${seconds} giây)`,
  rulesLine: (loaded, problems) => `Luật: đã nạp ${loaded}, ${problems} luật không biên dịch được.`,
  problem: (file, line, reason) => `  ${file}:${line}: ${reason}`,
  notScanned: (count) => `${count} tệp chưa được quét, hoặc chỉ quét được một phần:`,
  'too-large': 'lớn hơn --max-size',
  unreadable: 'không đọc được',
  faultHead: (path, reason) => `  ${path}: ${reason}`,
  progress: (percent, files, rate, left) => `${percent} %  ${files} tệp  ${rate} MB/giây  còn ${left}`,
};

export const scanTexts: Record<Language, ScanTexts> = { vi, en };
