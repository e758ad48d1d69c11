import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../src/ui/card.tsx';
import { ClockBadge } from '../../src/ui/clock-badge.tsx';
import { ConflictDialog } from '../../src/ui/conflict-dialog.tsx';
import { EmptyState } from '../../src/ui/empty-state.tsx';
import * as icons from '../../src/ui/icons.tsx';
import { Page } from '../../src/ui/page.tsx';
import { QrCode } from '../../src/ui/qr-code.tsx';
import { SeverityBadge } from '../../src/ui/severity-badge.tsx';
import { SoundToggle } from '../../src/ui/sound-toggle.tsx';
import { StatusBadge } from '../../src/ui/status-badge.tsx';
import { TlpBadge, tlpLabels } from '../../src/ui/tlp-badge.tsx';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const tones = ['quiet', 'active', 'wait', 'good', 'harm'] as const;

/** The small pieces, each in all its states. */
export const PiecesExample = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Page title="Thành phần" lead="Từng thành phần ở mọi trạng thái">
      <Stack gap="md">
        <Card title="Mức độ, trạng thái, TLP, thời hạn" action={<SoundToggle />}>
          <Stack gap="sm">
            <Group gap="md">
              {([1, 2, 3, 4] as const).map((step) => (
                <SeverityBadge key={step} step={step} />
              ))}
            </Group>
            <Group gap="xs">
              {tones.map((tone) => (
                <StatusBadge key={tone} tone={tone} label={`Chờ cơ quan trả lời (${tone})`} />
              ))}
            </Group>
            <Group gap="xs">
              {tlpLabels.map((tlp) => (
                <TlpBadge key={tlp} tlp={tlp} />
              ))}
            </Group>
            <Group gap="md">
              <ClockBadge dueAt={inHours(53)} startedAt={inHours(-1)} />
              <ClockBadge dueAt={inHours(3.21)} startedAt={inHours(-69)} label="Báo cáo ban đầu" />
              <ClockBadge dueAt={inHours(-2.02)} />
              <ClockBadge dueAt={inHours(-2)} doneAt={inHours(-3)} />
              <ClockBadge dueAt={inHours(-2)} doneAt={inHours(-1)} />
            </Group>
          </Stack>
        </Card>
        <Card title="Nút">
          <Group gap="xs">
            <Button>Mở sự cố</Button>
            <Button variant="default">Lưu nháp</Button>
            <Button variant="subtle">Xem lịch sử</Button>
            <Button color="red">Hủy tài khoản</Button>
            <Button disabled>Chưa đủ điều kiện</Button>
            <Button loading>Đang gửi</Button>
            <Button variant="default" data-testid="conflict" onClick={() => setOpen(true)}>
              Xem xung đột
            </Button>
          </Group>
        </Card>
        <Card title="Biểu tượng" count={Object.keys(icons).length}>
          <Group gap="sm">
            {Object.entries(icons).map(([name, IconDrawn]) => (
              <span key={name} title={name}>
                <IconDrawn size="1.5rem" />
              </span>
            ))}
          </Group>
        </Card>
        <Card title="Mã theo dõi">
          <QrCode value="https://lamson.example/theo-doi/7KQM-2F9D-XW3R" />
        </Card>
        <EmptyState
          icon={icons.IconMail}
          title="Không có tin báo nào chờ"
          text="Tin báo mới hiện ở đây trong một giây."
        />
      </Stack>
      <ConflictDialog
        isOpen={isOpen}
        savedBy="Lê Hoàng Nam"
        fields={[
          {
            name: 'title',
            label: 'Tên sự cố',
            mine: 'Chèn liên kết cờ bạc',
            theirs: 'Chèn liên kết cờ bạc, cá độ vào chuyên trang',
          },
          {
            name: 'severity',
            label: 'Mức độ',
            mine: <SeverityBadge step={3} />,
            theirs: <SeverityBadge step={4} />,
          },
        ]}
        onSave={() => setOpen(false)}
        onTakeTheirs={() => setOpen(false)}
        onClose={() => setOpen(false)}
      />
    </Page>
  );
};
