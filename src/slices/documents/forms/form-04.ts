import type { Block, DocumentTree } from '../render/document-tree.ts';
import type { Form04Input } from './form-inputs.ts';
import {
  calendarDay,
  dayText,
  detectionBlocks,
  field,
  formHead,
  reporterBlocks,
  signature,
  systemBlocks,
} from './form-parts.ts';

/**
 * Form 04 of Circular 20/2017/TT-BTTTT: final report of an incident response.
 * @param createdAt written into the file's properties
 */
export const buildForm04 = (input: Form04Input, createdAt: Date): DocumentTree => {
  const signedOn = calendarDay(input.signedOn);
  return {
    properties: {
      title: 'Báo cáo kết thúc ứng phó sự cố',
      ...(input.reporter?.name ? { author: input.reporter.name } : {}),
      createdAt,
    },
    state: 'final',
    head: {
      ...formHead('Mẫu số 04', input),
      place: input.place?.trim() || '…………',
      ...(signedOn ? { date: signedOn } : {}),
    },
    typeName: 'Báo cáo kết thúc ứng phó sự cố',
    body: [
      ...reporterBlocks(input),
      { kind: 'form-section', title: 'KÝ HIỆU BÁO CÁO BAN ĐẦU SỰ CỐ' },
      {
        kind: 'field-row',
        fields: [
          field('Số ký hiệu', input.initialReportCode),
          field('Ngày báo cáo', dayText(input.initialReportOn)),
        ],
      },
      ...systemBlocks(input),
      field('Tên/Mô tả về sự cố', input.description, 3),
      ...detectionBlocks(input),
      { kind: 'form-section', title: 'KẾT QUẢ XỬ LÝ SỰ CỐ' },
      {
        kind: 'paragraph',
        isIndented: false,
        content: [
          {
            text: '(Cung cấp, tóm tắt tổng quát về những gì đã xảy ra và cách thức giải quyết, đề xuất giải pháp ứng cứu nhằm xử lý nhanh sự cố, giảm nhẹ rủi ro và thiệt hại đối với sự cố tương tự trong tương lai)',
            isItalic: true,
          },
        ],
      },
      field('Kết quả', input.result, 6),
      ...attachmentBlocks(input.attachments ?? []),
    ],
    signature: signature(input),
  };
};

const attachmentsLabel = 'CÁC TÀI LIỆU ĐÍNH KÈM (báo cáo diễn biến sự cố; phương án xử lý, log file…)';

const attachmentBlocks = (attachments: readonly string[]): Block[] =>
  attachments.length === 0
    ? [field(attachmentsLabel, undefined, 2)]
    : [
        { kind: 'paragraph', align: 'left', content: `${attachmentsLabel}:` },
        { kind: 'list', marker: 'dash', items: attachments },
      ];
