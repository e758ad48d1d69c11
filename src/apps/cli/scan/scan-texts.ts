import type { Language } from '../hunt/language.ts';
import { resultUsage } from '../hunt/results/result-options.ts';
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

export const scanUsage = {
  vi: `khien scan PATH... [--rules PATH]... [tùy chọn]

  --rules PATH          tệp hoặc thư mục luật YARA (lặp lại được; mặc định: các luật có sẵn
                        và luật đã thêm)
  --archives            xem cả trong tệp nén ZIP (JAR, WAR, tài liệu Office) và gzip
  --max-size MB         tệp lớn hơn mức này được nêu tên và bỏ qua (mặc định 256)
  --timeout SECONDS     thời gian tối đa cho một tệp (mặc định 60)
  --json | --csv        mỗi phát hiện một dòng trên stdout, thay cho bản tóm tắt
  --fail-on LEVEL       mã thoát 4 khi có phát hiện từ mức này trở lên: informational, low,
                        medium, high, critical
${resultUsage.vi}
  --workers N           số tiến trình chạy song song (mặc định: theo số nhân CPU)
  --lang vi|en          ngôn ngữ của thông báo

Mã thoát: 0 xong, 2 lệnh gõ sai, 3 có tệp chưa được quét hoặc chỉ quét được một phần,
4 có phát hiện theo --fail-on, 5 máy này không có bộ máy YARA, 130 dừng giữa chừng.`,
  en: `khien scan PATH... [--rules PATH]... [options]

  --rules PATH          file or folder of YARA rules (repeatable; default: the rules that come
                        along and those that you added)
  --archives            also look into ZIP archives (JAR, WAR, office documents) and gzip files
  --max-size MB         larger files are named and left out (default 256)
  --timeout SECONDS     for one file (default 60)
  --json | --csv        findings on stdout, one per line, in place of the summary
  --fail-on LEVEL       exit code 4 where something of this level or above was found:
                        informational, low, medium, high, critical
${resultUsage.en}
  --workers N           worker processes (default: by the number of processor cores)
  --lang vi|en          language of messages

Exit codes: 0 done, 2 wrong usage, 3 files were not scanned, or not whole, 4 found what --fail-on
names, 5 no YARA engine for this machine, 130 interrupted.`,
};
