import type { Role } from '../../slices/accounts/roles.ts';

/** Who can sign in to the demo province. Names are members of the invented team or people of its agencies. */
export type DemoAccount = {
  fullName: string;
  email: string;
  /** Base 32, for any authenticator app; fixed, since nothing here is worth a secret. */
  totpSecret: string;
  roles: readonly { role: Role; agencyCode?: string }[];
};

/** One password for all: the demo is for trying out and holds invented data only. */
export const demoPassword = 'dua-hau-mua-he-vang';

export const demoAccounts: readonly DemoAccount[] = [
  {
    fullName: 'Bùi Thị Mai',
    email: 'truc@minhson.example',
    totpSecret: 'KHIENDEMOTRUCBANMINHSONAAAAAAAAA',
    roles: [{ role: 'duty-officer' }],
  },
  {
    fullName: 'Nguyễn Hữu Trí',
    email: 'doitruong@minhson.example',
    totpSecret: 'KHIENDEMOTEAMLEADERMINHSONAAAAAA',
    roles: [{ role: 'team-leader' }],
  },
  {
    fullName: 'Hồ Đức Mạnh',
    email: 'ungcuu@minhson.example',
    totpSecret: 'KHIENDEMORESPONDERMINHSONAAAAAAA',
    roles: [{ role: 'responder' }],
  },
  {
    fullName: 'Võ Thị Ngọc Trâm',
    email: 'daumoi.stc@minhson.example',
    totpSecret: 'KHIENDEMOFOCALPOINTMINHSONAAAAAA',
    roles: [{ role: 'agency-focal-point', agencyCode: 'STC' }],
  },
  {
    fullName: 'Lâm Kiều Oanh',
    email: 'kiemtoan@minhson.example',
    totpSecret: 'KHIENDEMOAUDITORMINHSONAAAAAAAAA',
    roles: [{ role: 'auditor' }],
  },
  {
    fullName: 'Tống Gia Khiêm',
    email: 'quantri@minhson.example',
    totpSecret: 'KHIENDEMOADMINMINHSONAAAAAAAAAAA',
    roles: [{ role: 'administrator' }],
  },
];
