const texts = {
  installing: {
    vi: 'Đang cài đặt các gói cần thiết (lần đầu khoảng nửa phút)',
    en: 'Installing the packages (half a minute the first time)',
  },
  installFailed: {
    vi: 'Cài đặt không thành công. Thông báo của npm ở trên; sau khi khắc phục hãy chạy lại lệnh này.',
    en: 'The installation failed. See the message of npm above; mend it and run this command again.',
  },
  npmMissing: {
    vi: 'Không tìm thấy npm. Hãy cài Node.js 20.19 trở lên (kèm npm).',
    en: 'npm was not found. Install Node.js 20.19 or newer (it brings npm).',
  },
  building: { vi: 'Đang dựng giao diện web', en: 'Building the web pages' },
  buildFailed: { vi: 'Dựng giao diện web không thành công.', en: 'The web pages could not be built.' },
  nodeMissing: {
    vi: 'Khiên cần Node.js 24. Gói kèm sẵn không có cho máy này ({platform}); Node đang chạy là {version}. Hãy cài Node.js 24.',
    en: 'Khiên needs Node.js 24. There is no packaged one for this machine ({platform}); the running Node is {version}. Install Node.js 24.',
  },
  noChromium: {
    vi: 'Không chạy kiểm thử trên trình duyệt ({files} tệp): không tìm thấy Chromium. Hãy cài Chromium hoặc đặt CHROMIUM_PATH.',
    en: 'Browser journeys skipped ({files} files): no Chromium found. Install Chromium or set CHROMIUM_PATH.',
  },
  failedStages: { vi: 'Không đạt: {stages}', en: 'Failed: {stages}' },
  noBench: { vi: 'Không có phép đo nào tên là {name}.', en: 'There is no benchmark named {name}.' },
};

/** Vietnamese, unless `--lang` or the environment says English. */
export const language = () => {
  const at = process.argv.indexOf('--lang');
  const asked =
    at > 0 ? process.argv[at + 1] : process.argv.find((one) => one.startsWith('--lang='))?.slice(7);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^en/i.test(asked ?? LC_ALL ?? LC_MESSAGES ?? LANG ?? '') ? 'en' : 'vi';
};

/** The text in the reader's language, with `{name}` filled in. */
export const text = (key, params = {}) =>
  texts[key][language()].replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);

/** A note for the person at the terminal; standard output stays free for data. */
export const say = (key, params) => process.stderr.write(`${text(key, params)}\n`);
