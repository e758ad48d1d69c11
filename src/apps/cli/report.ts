import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { call } from '../../platform/http/client.ts';
import { type ReportKind, reportKinds } from '../../slices/intake/contract/codes.ts';
import { createReportRoute } from '../../slices/intake/contract/new-report.ts';
import { apiTarget, noteProblem } from './api-client.ts';
import { type CliCommand, note } from './command.ts';

const options = {
  title: { type: 'string' },
  description: { type: 'string' },
  kind: { type: 'string' },
  detected: { type: 'string' },
  system: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  phone: { type: 'string' },
  file: { type: 'string', multiple: true },
  'external-id': { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const kindLines = [reportKinds.slice(0, 6), reportKinds.slice(6)]
  .map((kinds) => kinds.join(', '))
  .join(`,\n${' '.repeat(24)}`);

/** Files a report through the API. */
export const reportCommand: CliCommand = {
  name: 'report',
  summary: { vi: 'Gửi một báo cáo sự cố', en: 'File a report' },
  usage: {
    vi: `khien report --title TEXT --description TEXT [tùy chọn]

  --title TEXT          tiêu đề của báo cáo
  --description TEXT    mô tả sự việc
  --kind KIND           ${kindLines}
  --detected TIME       thời điểm phát hiện, theo ISO 8601 kèm múi giờ,
                        ví dụ 2026-11-23T02:05:00+07:00
  --system NAME         hệ thống bị ảnh hưởng
  --name NAME           họ tên người báo
  --email ADDRESS       thư điện tử của người báo
  --phone NUMBER        điện thoại của người báo
  --file PATH           tệp đính kèm (lặp lại được)
  --external-id ID      mã của hệ thống gửi; gửi lại cùng mã vẫn là một báo cáo
  --url URL             máy chủ (nếu không nêu: KHIEN_URL, rồi http://127.0.0.1:8080)
  --key KEY             khóa API (nếu không nêu: KHIEN_API_KEY)
  --json                số tiếp nhận, mã theo dõi và đường dẫn theo dõi trong một dòng JSON

Mã thoát: 0 đã gửi, 1 bị từ chối hoặc không kết nối được, 2 lệnh gõ sai.`,
    en: `khien report --title TEXT --description TEXT [options]

  --title TEXT          title of the report
  --description TEXT    what happened
  --kind KIND           ${kindLines}
  --detected TIME       when it was detected, ISO 8601 with offset,
                        e.g. 2026-11-23T02:05:00+07:00
  --system NAME         affected system
  --name NAME           name of the reporter
  --email ADDRESS       e-mail address of the reporter
  --phone NUMBER        telephone of the reporter
  --file PATH           attachment (repeatable)
  --external-id ID      id at the sender; the same id again is the same report
  --url URL             server (else KHIEN_URL, else http://127.0.0.1:8080)
  --key KEY             API key (else KHIEN_API_KEY)
  --json                receipt as one line of JSON

Exit codes: 0 filed, 1 refused or unreachable, 2 wrong usage.`,
  },
  run: async (args, io) => {
    const { values } = parseArgs({ args, options });
    if (!values.title || !values.description) {
      note(io, 'Cần --title và --description.', '--title and --description are needed.');
      return 2;
    }
    const target = apiTarget(io, values);
    const attachments = await Promise.all(
      (values.file ?? []).map(async (path) => ({
        name: basename(path),
        contentBase64: (await readFile(resolve(io.cwd, path))).toString('base64'),
      })),
    );
    try {
      const receipt = await call(createReportRoute, {
        ...target,
        body: {
          title: values.title,
          description: values.description,
          ...(values.kind ? { kind: values.kind as ReportKind } : {}),
          ...(values.detected ? { detectedAt: values.detected } : {}),
          ...(values.system ? { systemName: values.system } : {}),
          ...(values['external-id'] ? { externalId: values['external-id'] } : {}),
          reporter: { name: values.name, email: values.email, phone: values.phone },
          attachments,
        },
      });
      io.stdout.write(
        values.json
          ? `${JSON.stringify(receipt)}\n`
          : `${receipt.number}  ${receipt.followUpCode}  ${receipt.followUpUrl}\n`,
      );
      return 0;
    } catch (error) {
      return noteProblem(io, error, target);
    }
  },
};
