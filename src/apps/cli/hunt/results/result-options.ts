/** Options of every command that finds something: what is kept of it beside the output. */
export const resultOptions = {
  report: { type: 'string' },
  package: { type: 'string' },
  operator: { type: 'string' },
  label: { type: 'string' },
} as const;

export type ResultOptions = {
  /** Where to write the HTML report, and the signed package. */
  readonly report: string | undefined;
  readonly package: string | undefined;
  readonly operator: string | undefined;
  readonly label: string | undefined;
};

export const resultUsage = {
  vi: `  --report FILE.html    báo cáo trong một tệp HTML, mở được ở mọi nơi, không cần mạng
  --package FILE.khien  gói kết quả có chữ ký: phát hiện, giá trị băm của mọi đầu vào, báo cáo
  --operator NAME       người thực hiện, ghi vào báo cáo và gói kết quả
  --label TEXT          số vụ việc, ghi vào báo cáo và gói kết quả`,
  en: `  --report FILE.html    report as one HTML file that opens anywhere, without network
  --package FILE.khien  signed package: findings, hashes of all inputs, report
  --operator NAME       who hunts, for report and package
  --label TEXT          case number, for report and package`,
};
