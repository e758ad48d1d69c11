import { Button } from '@mantine/core';
import { useState } from 'react';
import { ClockBadge } from '../../src/ui/clock-badge.tsx';
import { type Column, DataTable, type TableSort } from '../../src/ui/data-table.tsx';
import { EmptyState } from '../../src/ui/empty-state.tsx';
import { FilterChips } from '../../src/ui/filter-chips.tsx';
import { IconAlert, IconPlus } from '../../src/ui/icons.tsx';
import { Page } from '../../src/ui/page.tsx';
import { PrintButton } from '../../src/ui/print-button.tsx';
import { SeverityBadge, type SeverityStep } from '../../src/ui/severity-badge.tsx';
import { StatusBadge, type StatusTone } from '../../src/ui/status-badge.tsx';
import { useAddressFilters } from '../../src/ui/use-address.ts';

const titles = [
  'Chèn liên kết cờ bạc, cá độ vào chuyên trang tiếp nhận phản ánh, kiến nghị của Sở Nông nghiệp và Môi trường',
  'Mã độc tống tiền mã hóa máy chủ tệp của Trung tâm Y tế khu vực Đạ Huoai',
  'Thư giả mạo Kho bạc Nhà nước gửi kế toán các trường trung học phổ thông',
  'Dò quét lỗ hổng cổng dịch vụ công từ dải địa chỉ nước ngoài',
  'Lộ danh sách tài khoản thư công vụ của Ủy ban nhân dân phường Lang Biang',
];
const agencies = [
  'Sở Nông nghiệp và Môi trường',
  'Trung tâm Y tế khu vực Đạ Huoai',
  'Sở Giáo dục và Đào tạo',
  'Trung tâm Phục vụ hành chính công tỉnh',
  'Ủy ban nhân dân phường Lang Biang - Đà Lạt',
];
const states: readonly { tone: StatusTone; label: string }[] = [
  { tone: 'active', label: 'Đang xử lý' },
  { tone: 'wait', label: 'Chờ cơ quan' },
  { tone: 'harm', label: 'Chưa khoanh vùng' },
  { tone: 'good', label: 'Đã khôi phục' },
  { tone: 'quiet', label: 'Đã đóng' },
];
const hoursLeft = [-2, 3.2, 0.4, 30, 52];
const pick = <T,>(list: readonly T[], at: number): T => list[at % list.length] as T;

const rows = Array.from({ length: 25 }, (_, at) => ({
  id: `SC-2026-${String(123 - at).padStart(4, '0')}`,
  title: pick(titles, at),
  agency: pick(agencies, at),
  severity: pick([3, 4, 2, 1, 3] as SeverityStep[], at),
  state: pick(states, at),
  dueAt: new Date(Date.now() + pick(hoursLeft, at) * 3_600_000).toISOString(),
  startedAt: new Date(Date.now() - 3_600_000 * 24).toISOString(),
}));
type Row = (typeof rows)[number];

const columns: readonly Column<Row>[] = [
  { key: 'number', label: 'Số', width: '9.5rem', isSortable: true, isOneLine: true, render: (row) => row.id },
  { key: 'title', label: 'Sự cố', onPhone: 'text', render: (row) => row.title },
  { key: 'agency', label: 'Cơ quan', width: '20%', render: (row) => row.agency },
  {
    key: 'severity',
    label: 'Mức độ',
    width: '9.5rem',
    isSortable: true,
    onPhone: 'mark',
    render: (row) => <SeverityBadge step={row.severity} />,
  },
  {
    key: 'state',
    label: 'Trạng thái',
    width: '11rem',
    render: (row) => <StatusBadge tone={row.state.tone} label={row.state.label} />,
  },
  {
    key: 'due',
    label: 'Hạn gần nhất',
    width: '11rem',
    isSortable: true,
    render: (row) => <ClockBadge dueAt={row.dueAt} startedAt={row.startedAt} />,
  },
];

const filters = [
  {
    key: 'state',
    label: 'Trạng thái',
    isMultiple: true,
    options: states.map(({ label }, at) => ({ value: String(at), label })),
  },
  { key: 'agency', label: 'Cơ quan', options: agencies.map((label, at) => ({ value: String(at), label })) },
  { key: 'lead', label: 'Chủ trì', options: [{ value: 'me', label: 'Tôi' }] },
];

/** A list with everything that lists have; `?show=empty` and `?show=loading` are the other states. */
export const ListExample = () => {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['SC-2026-0121']));
  const [sort, setSort] = useState<TableSort>({ key: 'due', isDescending: false });
  const { show } = useAddressFilters().values;
  return (
    <Page
      title="Sự cố"
      count={1284}
      actions={
        <>
          <PrintButton />
          <Button leftSection={<IconPlus size="1rem" />}>Mở sự cố</Button>
        </>
      }
    >
      <FilterChips
        filters={filters}
        searchKey="q"
        views={[
          { label: 'Đang mở', query: 'state=0%2C1' },
          { label: 'Của tôi', query: 'lead=me' },
        ]}
      />
      <DataTable
        label="Sự cố"
        columns={columns}
        rows={show === 'empty' ? [] : rows}
        isLoading={show === 'loading'}
        rowKey={(row) => row.id}
        rowTo={(row) => `/record?id=${row.id}`}
        rowTone={(row) => (Date.parse(row.dueAt) < Date.now() ? 'late' : undefined)}
        sort={sort}
        onSort={setSort}
        hasMore
        selected={selected}
        onSelect={setSelected}
        bulk={() => <Button variant="default">Giao người chủ trì</Button>}
        empty={
          <EmptyState
            icon={IconAlert}
            title="Chưa có sự cố nào"
            text="Sự cố được mở từ tin báo đã xác minh, hoặc mở trực tiếp khi Đội tự phát hiện."
            action={<Button>Mở sự cố</Button>}
          />
        }
      />
    </Page>
  );
};
