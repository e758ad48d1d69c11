/** Reasons why PostgreSQL cannot be used. The texts are in `texts.ts`. */
export type PostgresErrorCode =
  | 'postgres.not-found'
  | 'postgres.in-use'
  | 'postgres.version-mismatch'
  | 'postgres.not-startable'
  | 'postgres.init-failed'
  | 'postgres.start-failed'
  | 'postgres.not-owner'
  | 'postgres.cannot-drop-root';

const texts: Record<PostgresErrorCode, { vi: string; en: string }> = {
  'postgres.not-found': {
    vi: 'Không tìm thấy PostgreSQL. Hãy cài PostgreSQL 15 trở lên (Debian: apt install postgresql) hoặc đặt DATABASE_URL.',
    en: 'No PostgreSQL found. Install PostgreSQL 15 or newer (Debian: apt install postgresql) or set DATABASE_URL.',
  },
  'postgres.in-use': {
    vi: 'Một tiến trình Khiên khác (số hiệu {pid}) đang dùng thư mục dữ liệu {dir}. Hãy dừng tiến trình đó hoặc đặt KHIEN_DATA sang thư mục khác.',
    en: 'Another Khiên (process {pid}) is using the data directory {dir}. Stop it, or set KHIEN_DATA to another directory.',
  },
  'postgres.version-mismatch': {
    vi: 'Dữ liệu trong {dir} thuộc PostgreSQL {needed}, trên máy chỉ có PostgreSQL {found}. Hãy cài PostgreSQL {needed}; hoặc sao lưu bằng bản cũ rồi khôi phục vào một thư mục dữ liệu mới.',
    en: 'The data in {dir} belongs to PostgreSQL {needed}, this machine has PostgreSQL {found}. Install PostgreSQL {needed}; or dump with the old version and restore into a new data directory.',
  },
  'postgres.not-startable': {
    vi: 'PostgreSQL tại {dir} không chạy được trên máy này: {detail}',
    en: 'PostgreSQL at {dir} does not run on this machine: {detail}',
  },
  'postgres.init-failed': {
    vi: 'Không tạo được cơ sở dữ liệu trong {dir}: {detail}',
    en: 'The database in {dir} could not be created: {detail}',
  },
  'postgres.start-failed': {
    vi: 'PostgreSQL không khởi động được. Nhật ký: {log}. Những dòng cuối: {detail}',
    en: 'PostgreSQL did not start. Log: {log}. Its last lines: {detail}',
  },
  'postgres.not-owner': {
    vi: 'Thư mục {dir} thuộc về người dùng khác (uid {uid}). Hãy chạy bằng người dùng đó, hoặc đặt KHIEN_DATA sang thư mục khác.',
    en: 'The directory {dir} belongs to another user (uid {uid}). Run as that user, or set KHIEN_DATA to another directory.',
  },
  'postgres.cannot-drop-root': {
    vi: 'PostgreSQL không chạy với quyền root, và máy này không cho chuyển sang người dùng thường. Hãy chạy bằng người dùng thường hoặc đặt DATABASE_URL.',
    en: 'PostgreSQL refuses to run as root, and this machine does not allow a change to an ordinary user. Run as an ordinary user, or set DATABASE_URL.',
  },
};

/** A failure that the operator can mend. `message` is English; `textIn('vi')` gives the Vietnamese text. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly code: PostgresErrorCode;
  readonly params: Record<string, string>;

  constructor(code: PostgresErrorCode, params: Record<string, string> = {}, options?: ErrorOptions) {
    super(fill(texts[code].en, params), options);
    this.code = code;
    this.params = params;
  }

  textIn(language: 'vi' | 'en'): string {
    return fill(texts[this.code][language], this.params);
  }
}

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);

/** Said at the start and on the settings page while the bundled PostgreSQL is in use. */
export const bundledPostgresNotice = {
  vi: 'Đang dùng PostgreSQL đi kèm, đủ để dùng thử và cho một máy chủ nhỏ. Khi vận hành chính thức, hãy cài PostgreSQL của hệ điều hành (được vá lỗi thường xuyên) hoặc đặt DATABASE_URL.',
  en: 'The bundled PostgreSQL is in use: good for trying out and for a small server. For regular operation install the PostgreSQL of your operating system (it gets security updates) or set DATABASE_URL.',
} as const;
