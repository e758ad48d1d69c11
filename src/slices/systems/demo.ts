import type { Ctx } from '../../platform/ctx/ctx.ts';
import { getAgencyRefs } from '../agencies/public.ts';
import { type CreateSystem, createSystemSchema } from './contract.ts';
import { createSystem } from './save-system.ts';

/** Systems that every agency of the invented province has, and the agencies that have them. */
const templates: readonly {
  label: string;
  name: string;
  purpose: string;
  level: number | null;
  services: CreateSystem['services'];
  agencies: readonly string[];
}[] = [
  {
    label: 'www',
    name: 'Cổng thông tin điện tử',
    purpose: 'Cung cấp thông tin, tuyên truyền, công khai thủ tục',
    level: 2,
    services: ['web', 'database'],
    agencies:
      'UBND CAT VPUBND SKHCN SNV STC SXD SNNMT SCT SYT SGDDT STP SVHTTDL SDTTG TTT BQLKKT MTTQ BPTTH P-TRUNGSON P-BINHMINH X-SUOIBAC X-DOITHONG X-TANKHE X-ANHOA DK-HONNGOC'.split(
        ' ',
      ),
  },
  {
    label: 'qlvb',
    name: 'Hệ thống quản lý văn bản và điều hành',
    purpose: 'Gửi, nhận, xử lý văn bản điện tử',
    level: 3,
    services: ['application', 'database'],
    agencies: 'UBND VPUBND SKHCN SNV STC SYT SGDDT VPTU'.split(' '),
  },
  {
    label: 'mail',
    name: 'Hệ thống thư điện tử công vụ',
    purpose: 'Thư điện tử cho cán bộ, công chức',
    level: 3,
    services: ['mail', 'web'],
    agencies: 'UBND SKHCN VPTU'.split(' '),
  },
  {
    label: 'csdl',
    name: 'Cơ sở dữ liệu chuyên ngành',
    purpose: 'Lưu trữ, khai thác dữ liệu quản lý ngành',
    level: 2,
    services: ['database', 'application'],
    agencies: 'SNV STC SXD SNNMT SYT SGDDT STP BVDK THUE KBNN'.split(' '),
  },
  {
    label: 'dvc',
    name: 'Hệ thống thông tin giải quyết thủ tục hành chính',
    purpose: 'Tiếp nhận và giải quyết dịch vụ công trực tuyến',
    level: 3,
    services: ['web', 'application', 'database'],
    agencies: ['TTHCC'],
  },
  {
    label: 'dc',
    name: 'Trung tâm dữ liệu tỉnh',
    purpose: 'Hạ tầng máy chủ, lưu trữ dùng chung',
    level: 4,
    services: ['application', 'other'],
    agencies: ['TTCNTT'],
  },
  {
    label: 'lgsp',
    name: 'Nền tảng tích hợp, chia sẻ dữ liệu',
    purpose: 'Kết nối hệ thống của tỉnh với quốc gia',
    level: 3,
    services: ['application'],
    agencies: ['TTCNTT'],
  },
  {
    label: 'soc',
    name: 'Hệ thống giám sát an ninh mạng',
    purpose: 'Thu thập nhật ký, phát hiện tấn công',
    level: 3,
    services: ['application', 'database'],
    agencies: ['TTCNTT', 'PA05'],
  },
  {
    label: 'his',
    name: 'Hệ thống thông tin bệnh viện',
    purpose: 'Khám, chữa bệnh, bệnh án điện tử',
    level: 3,
    services: ['application', 'database'],
    agencies: ['BVDK'],
  },
  {
    label: 'hop',
    name: 'Hệ thống hội nghị truyền hình',
    purpose: 'Họp trực tuyến ba cấp',
    level: null,
    services: ['other'],
    agencies: ['UBND', 'VPTU'],
  },
  {
    label: 'lms',
    name: 'Hệ thống học tập trực tuyến',
    purpose: 'Đào tạo, bồi dưỡng từ xa',
    level: 1,
    services: ['web', 'database'],
    agencies: ['CDKT', 'SGDDT'],
  },
  {
    label: 'camera',
    name: 'Hệ thống camera giám sát giao thông',
    purpose: 'Giám sát an ninh, trật tự, giao thông',
    level: 3,
    services: ['application', 'other'],
    agencies: ['CAT', 'SXD'],
  },
];

const operatingSystems = [
  ['Debian GNU/Linux', '12'],
  ['Ubuntu Server', '22.04'],
  ['Windows Server', '2019'],
  ['Red Hat Enterprise Linux', '9'],
] as const;

const blocks = ['192.0.2', '198.51.100', '203.0.113'];

type Place = { agencyId: string; shortName: string; domain: string; index: number };

const toInput = (template: (typeof templates)[number], place: Place): CreateSystem => {
  const [operatingSystem, versionText] = operatingSystems[place.index % operatingSystems.length] as readonly [
    string,
    string,
  ];
  const isHosted = place.index % 3 !== 0;
  return createSystemSchema.parse({
    agencyId: place.agencyId,
    name: `${template.name} ${place.shortName}`,
    code: `HT-${String(place.index + 1).padStart(3, '0')}`,
    purpose: template.purpose,
    level: template.level,
    operatorName: isHosted ? 'Trung tâm Công nghệ thông tin và Truyền thông' : null,
    ownerName: 'Ủy ban nhân dân tỉnh Minh Sơn',
    domains: [`${template.label}.${place.domain}`],
    publicAddresses: [
      `${blocks[place.index % blocks.length]}.${Math.floor(place.index / blocks.length) * 4 + 5}`,
    ],
    operatingSystem,
    versionText,
    services: template.services,
    protections: place.index % 4 === 0 ? ['firewall'] : ['antivirus', 'firewall', 'intrusion-detection'],
    isp: 'Công ty Viễn thông Minh Sơn (mô phỏng)',
    hosting: isHosted ? 'Trung tâm dữ liệu tỉnh' : null,
  });
};

/**
 * Adds some sixty invented information systems with levels. `agencies` are the ids by code of the invented province.
 * @returns ids in order
 */
export const fillSystemsDemo = (ctx: Ctx, agencies: ReadonlyMap<string, string>): Promise<string[]> =>
  ctx.tx(async (tx) => {
    const domains = await tx
      .selectFrom('agency_domains')
      .selectAll()
      .where('agency_id', 'in', [...agencies.values()])
      .execute();
    const domainOf = new Map(domains.map((row) => [row.agency_id, row.domain]));
    const refs = await getAgencyRefs(tx, [...agencies.values()]);
    const ids: string[] = [];
    for (const template of templates) {
      for (const code of template.agencies) {
        const agencyId = agencies.get(code) as string;
        const place = {
          agencyId,
          shortName: refs.get(agencyId)?.shortName ?? '',
          domain: domainOf.get(agencyId) as string,
          index: ids.length,
        };
        ids.push((await createSystem(ctx, toInput(template, place), { isDemo: true })).id);
      }
    }
    return ids;
  });
