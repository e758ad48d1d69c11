import { randomUUID } from 'node:crypto';
import { createToken, hashToken } from '../../src/slices/accounts/tokens.ts';
import { connectToData } from './start-real-server.ts';

/** A duty officer with a running session, put into the database directly. @returns value of a Cookie header */
export const insertOfficer = async (dataDir: string): Promise<string> => {
  const client = await connectToData(dataDir);
  const personId = randomUUID();
  const token = createToken();
  try {
    await client.query(
      `insert into people (id, full_name, email, state, search_text, created_at)
       values ($1, 'Trực Ban', $2, 'active', '', now())`,
      [personId, `${personId}@bench.example`],
    );
    await client.query(`insert into person_roles (id, person_id, role) values ($1, $2, 'duty-officer')`, [
      randomUUID(),
      personId,
    ]);
    await client.query(
      `insert into sessions (id, token_hash, person_id, created_at, last_seen_at, expires_at, second_factor_at, method)
       values ($1, $2, $3, now(), now(), now() + interval '1 day', now(), 'password')`,
      [randomUUID(), hashToken(token), personId],
    );
    await client.query(
      `update organisation_profile set standing_agency_name = 'Công an tỉnh', is_set_up = true`,
    );
  } finally {
    await client.end();
  }
  return `khien_session=${token}`;
};

/** An agency with a head and so many members of the team. @returns ids of the members */
export const insertTeam = async (dataDir: string, count: number): Promise<string[]> => {
  const client = await connectToData(dataDir);
  const agencyId = randomUUID();
  const ids = Array.from({ length: count }, () => randomUUID());
  try {
    await client.query(
      `insert into agencies (id, code, name, short_name, kind, valid_from, search_text, created_at)
       values ($1, 'DO', 'Sở Đo lường', 'SĐL', 'department', '2020-01-01', '', now())`,
      [agencyId],
    );
    await client.query(
      `insert into agency_contacts (id, agency_id, kind, full_name, email, phone, valid_from)
       values ($1, $2, 'head', 'Thủ Trưởng', 'head@bench.example', '0911000000', '2020-01-01')`,
      [randomUUID(), agencyId],
    );
    for (const [index, id] of ids.entries()) {
      await client.query(
        `insert into members (id, full_name, agency_id, email, phone, search_text, created_at)
         values ($1, $2, $3, $4, $5, '', now())`,
        [
          id,
          `Thành Viên ${index}`,
          agencyId,
          `m${index}@bench.example`,
          `09120${String(index).padStart(5, '0')}`,
        ],
      );
      await client.query(
        `insert into team_memberships (id, member_id, role_in_team, agency_id, valid_from)
         values ($1, $2, 'member', $3, '2023-01-01')`,
        [randomUUID(), id, agencyId],
      );
    }
  } finally {
    await client.end();
  }
  return ids;
};

/** An open incident. @returns its id */
export const openIncidentOver = async (url: string, cookie: string): Promise<string> => {
  const answer = await fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'Máy chủ thư bị chiếm quyền',
      detectedAt: new Date(Date.now() - 60_000).toISOString(),
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
};
