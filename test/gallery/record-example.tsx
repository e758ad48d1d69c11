import { Button } from '@mantine/core';
import { ClockBadge } from '../../src/ui/clock-badge.tsx';
import { Composer } from '../../src/ui/composer.tsx';
import { ConfirmAction } from '../../src/ui/confirm-action.tsx';
import { CopyText } from '../../src/ui/copy-text.tsx';
import { FactList } from '../../src/ui/fact-list.tsx';
import { FileList } from '../../src/ui/file-list.tsx';
import { IconCheck, IconFlag, IconMail, IconPaperclip, IconPlus } from '../../src/ui/icons.tsx';
import { PrintButton } from '../../src/ui/print-button.tsx';
import { RecordPage } from '../../src/ui/record-page.tsx';
import { SeverityBadge } from '../../src/ui/severity-badge.tsx';
import { StatusBadge } from '../../src/ui/status-badge.tsx';
import { LogEntry, type LogEntryProps, Timeline } from '../../src/ui/timeline.tsx';
import { TlpBadge } from '../../src/ui/tlp-badge.tsx';

const letter = `Kính gửi Đội ứng cứu sự cố,

Khoảng 01 giờ 40 phút sáng nay, khi tìm "sở nông nghiệp lâm sơn" trên công cụ tìm kiếm thì các kết quả đầu dẫn sang trang cá độ bóng đá. Mở trực tiếp bằng địa chỉ thì trang vẫn hiện bình thường. Đề nghị Đội kiểm tra giúp.

Trân trọng.`;

const entries: readonly (LogEntryProps & { id: string })[] = [
  {
    ...{
      id: '1',
      at: '2026-11-22T18:52:00Z',
      author: 'Trần Quốc Bảo',
      authorDetail: 'Sở Nông nghiệp và Môi trường',
    },
    ...{ action: 'gửi thư', icon: IconMail, tone: 'mail', marks: <TlpBadge tlp="AMBER" />, children: letter },
  },
  {
    ...{
      id: '2',
      at: '2026-11-22T19:10:00Z',
      author: 'Nguyễn Thị Thu Hằng',
      action: 'tiếp nhận, ấn định T0 là 23/11/2026 01:52',
    },
    icon: IconCheck,
  },
  {
    ...{
      id: '3',
      at: '2026-11-22T19:16:00Z',
      author: 'Nguyễn Thị Thu Hằng',
      authorDetail: 'Trực ban',
      action: 'ghi nhật ký',
    },
    tone: 'own',
    children:
      'Đã kiểm tra bằng tiêu đề Referer của công cụ tìm kiếm: máy chủ trả về mã chuyển hướng 302. Đề nghị giữ nguyên hiện trạng, sao lưu thư mục wp-content/uploads và nhật ký truy cập 30 ngày trước khi gỡ bỏ.',
  },
  {
    ...{
      id: '4',
      at: '2026-11-23T01:05:00Z',
      author: 'Lê Hoàng Nam',
      authorDetail: 'Thành viên, Viễn thông Lâm Sơn',
    },
    ...{ action: 'thêm 2 tệp', icon: IconPaperclip, tone: 'own' },
    children: (
      <FileList
        files={[
          {
            id: 'a',
            name: 'nhat-ky-truy-cap-cong-thong-tin-2026-11-22.log.gz',
            sizeBytes: 48_214_881,
            href: '#',
            detail: 'SHA-256 9f2c…71ab',
          },
          {
            id: 'b',
            name: 'ảnh chụp kết quả tìm kiếm.png',
            sizeBytes: 381_220,
            href: '#',
            detail: 'SHA-256 04de…c2f0',
          },
        ]}
      />
    ),
  },
  {
    id: '5',
    at: '2026-11-23T01:30:00Z',
    action: 'Hạn báo cáo ban đầu còn dưới 20 %',
    icon: IconFlag,
    tone: 'harm',
  },
];

const People = () => (
  <FactList
    title="Người và cơ quan"
    action={
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size="0.875rem" />}>
        Thêm
      </Button>
    }
    facts={[
      { key: 'agency', label: 'Cơ quan', value: 'Sở Nông nghiệp và Môi trường', edit: () => null },
      {
        key: 'lead',
        label: 'Chủ trì',
        value: 'Lê Hoàng Nam',
        edit: () => null,
        history: () => 'Chưa thay đổi',
      },
      { key: 'members', label: 'Thành viên', value: 'Phạm Đức Anh, Vũ Thị Ngọc Ánh' },
      { key: 'vendor', label: 'Đơn vị vận hành', edit: () => null },
    ]}
  />
);

/** A record with a conversation and facts. */
export const RecordExample = () => (
  <RecordPage
    number="SC-2026-0123"
    title="Chèn liên kết cờ bạc, cá độ vào chuyên trang tiếp nhận phản ánh, kiến nghị của Sở Nông nghiệp và Môi trường"
    badges={
      <>
        <StatusBadge tone="active" label="Đang xử lý" />
        <SeverityBadge step={3} />
        <TlpBadge tlp="AMBER+STRICT" />
        <ClockBadge
          label="Báo cáo ban đầu"
          startedAt={new Date(Date.now() - 86_400_000).toISOString()}
          dueAt={new Date(Date.now() + 11_520_000).toISOString()}
        />
        <ClockBadge label="Trả lời cơ quan" dueAt={new Date(Date.now() - 7_300_000).toISOString()} />
      </>
    }
    actions={
      <>
        <PrintButton />
        <ConfirmAction
          title="Đóng sự cố SC-2026-0123"
          consequence="Sở Nông nghiệp và Môi trường và 3 thành viên nhận thông báo. Nhật ký không ghi thêm được nữa."
          confirmLabel="Đóng sự cố"
          needsReason
          isHarmful
          onConfirm={async () => undefined}
          trigger={(open) => <Button onClick={open}>Đóng sự cố</Button>}
        />
      </>
    }
    notice="Có 2 tin báo tương tự trong 24 giờ: cùng địa chỉ 203.0.113.41, cùng từ khóa “cá độ”."
    conversation={
      <>
        <Timeline
          label="Nhật ký"
          items={entries}
          itemKey={({ id }) => id}
          itemAt={({ at }) => at}
          render={(entry) => <LogEntry {...entry} />}
        />
        <Composer
          label="Ghi nhật ký hoặc trả lời cơ quan"
          draftKey="gallery"
          onSend={async () => undefined}
          tools={
            <Button variant="default" leftSection={<IconPaperclip size="1rem" />}>
              Thêm tệp
            </Button>
          }
        />
      </>
    }
    facts={
      <>
        <People />
        <FactList
          title="Phân loại"
          facts={[
            {
              key: 'kind',
              label: 'Loại tấn công',
              value: 'Chèn liên kết cờ bạc, cá độ',
              edit: () => null,
              history: () => '',
            },
            {
              key: 'class',
              label: 'Phân nhóm',
              value: 'Sự cố thông thường',
              edit: () => null,
              history: () => '',
            },
            { key: 't0', label: 'Phát hiện (T0)', value: '23/11/2026 01:52' },
          ]}
        />
        <FactList
          title="Dấu hiệu"
          facts={[
            { key: 'ip', label: 'Địa chỉ IP', value: <CopyText value="203.0.113.41" /> },
            {
              key: 'hash',
              label: 'SHA-256',
              value: <CopyText value="9f2c5d0be1a7445e0d5f7a3d0c1e9b8a6f4d2c0b1a39587766554433221171ab" />,
            },
          ]}
        />
      </>
    }
  />
);
