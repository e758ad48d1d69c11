import { parseArgs } from 'node:util';
import { call } from '../../platform/http/client.ts';
import { listIncidentsRoute } from '../../slices/incidents/contract.ts';
import { apiTarget, noteProblem } from './api-client.ts';
import type { CliCommand } from './command.ts';

const options = {
  q: { type: 'string' },
  limit: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Lists incidents through the API. */
export const incidentsCommand: CliCommand = {
  name: 'incidents',
  summary: { vi: 'Liệt kê sự cố', en: 'List incidents' },
  usage: {
    vi: `khien incidents [--q WORDS] [--limit N] [--json]

  --q WORDS             từ cần tìm, không cần gõ dấu
  --limit N             số sự cố tối đa (mặc định 50)
  --json                mỗi sự cố một dòng JSON
  --url, --key          máy chủ và khóa API, như của "khien report"

Mã thoát: 0 xong, 1 bị từ chối hoặc không kết nối được.`,
    en: `khien incidents [--q WORDS] [--limit N] [--json]

  --q WORDS             search, tone marks do not matter
  --limit N             how many at most (default 50)
  --json                one incident per line as JSON
  --url, --key          server and API key, as for "khien report"

Exit codes: 0 listed, 1 refused or unreachable.`,
  },
  run: async (args, io) => {
    const { values } = parseArgs({ args, options });
    const wanted = Math.max(1, Number(values.limit ?? 50) || 50);
    const target = apiTarget(io, values);
    try {
      let cursor: string | undefined;
      for (let shown = 0; shown < wanted; ) {
        const page = await call(listIncidentsRoute, {
          ...target,
          query: { q: values.q, limit: Math.min(100, wanted - shown), cursor },
        });
        for (const incident of page.items) {
          io.stdout.write(
            values.json
              ? `${JSON.stringify(incident)}\n`
              : `${incident.number}  ${(incident.severity ?? '-').padEnd(2)}  ${incident.status.padEnd(16)}  ${incident.title}\n`,
          );
        }
        shown += page.items.length;
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      return 0;
    } catch (error) {
      return noteProblem(io, error, target);
    }
  },
};
