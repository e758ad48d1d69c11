import { resultUsage } from './results/result-options.ts';

/** What `--help` says of the commands over logs. Options stand at column 2, what they do at 24; 100 columns at most. */

const recordUsage = {
  vi: `  --where CONDITION     chỉ lấy bản ghi thỏa điều kiện (lặp lại được, phải thỏa tất cả), ví dụ
                        'Computer=DC*', 'Image~cmd',
                        'EventID=4624 and (LogonType=3 or LogonType=10)'
  --since, --until TIME chỉ lấy bản ghi trong khoảng thời gian này, ví dụ 2026-08-01
                        hoặc 2026-08-01T03:00:00+07:00
  --time-zone ZONE      múi giờ của nhật ký không ghi múi giờ, của --since, --until và của giờ
                        hiển thị, ví dụ +07:00 hoặc Asia/Ho_Chi_Minh (mặc định: UTC)
  --year YEAR           năm của nhật ký không ghi năm (syslog); thiếu thì bản ghi không có thời điểm`,
  en: `  --where CONDITION     only records for which it holds (repeatable, all must hold), e.g.
                        'Computer=DC*', 'Image~cmd',
                        'EventID=4624 and (LogonType=3 or LogonType=10)'
  --since, --until TIME only records of this span, e.g. 2026-08-01
                        or 2026-08-01T03:00:00+07:00
  --time-zone ZONE      zone of logs that name none, of --since and --until, and of the times
                        shown, e.g. +07:00 or Asia/Ho_Chi_Minh (default: UTC)
  --year YEAR           year of logs that name none (syslog); without it their records have no time`,
};

const ruleUsage = {
  vi: `  --log-sources FILE    kênh, dịch vụ, tên trường bổ sung, dạng JSON (lặp lại được)
  --placeholders FILE   tệp JSON nêu giá trị thay cho các %tên% trong luật`,
  en: `  --log-sources FILE    further channels, services and field names, as JSON (repeatable)
  --placeholders FILE   JSON with the values of %placeholders%`,
};

const recoverUsage = {
  vi: '  --recover             đọc cả bản ghi còn sót trong vùng trống của nhật ký sự kiện Windows',
  en: '  --recover             also records in the unused space of Windows event logs',
};

const languageUsage = {
  vi: '  --lang vi|en          ngôn ngữ của thông báo',
  en: '  --lang vi|en          language of messages',
};

export const huntUsage = {
  vi: `khien hunt PATH... [--rules PATH]... [tùy chọn]

  --rules PATH          tệp hoặc thư mục luật Sigma (lặp lại được; mặc định: KHIEN_RULES,
                        nếu không đặt thì là các luật có sẵn và luật đã thêm)
  --iocs PATH           dấu hiệu tấn công: danh sách, CSV, STIX 2.1 hoặc MISP JSON (lặp lại
                        được); nếu không kèm --rules thì chỉ tìm dấu hiệu
  --allow PATH          dấu hiệu được bỏ qua, không bao giờ báo (lặp lại được)
  --level LEVEL         chỉ lấy phát hiện từ mức này trở lên: informational, low, medium,
                        high, critical
${recordUsage.vi}
${ruleUsage.vi}
${recoverUsage.vi}
  --equal-numbers       999 trong luật cũng khớp với 0x3e7 và ngược lại
  --json | --csv        mỗi phát hiện một dòng trên stdout, thay cho bản tóm tắt
  --fail-on LEVEL       mã thoát 4 khi có phát hiện từ mức này trở lên
${resultUsage.vi}
  --workers N           số tiến trình chạy song song (mặc định: theo số nhân CPU)
  --max-memory SIZE     bộ nhớ của mỗi tiến trình, ví dụ 512M (mặc định) hoặc 2G
  --no-cache            không lưu lại luật đã biên dịch
${languageUsage.vi}

Mã thoát: 0 xong, 2 lệnh gõ sai, 3 có phần không đọc được, 4 có phát hiện theo --fail-on,
130 dừng giữa chừng.`,
  en: `khien hunt PATH... [--rules PATH]... [options]

  --rules PATH          file or folder of Sigma rules (repeatable; default: KHIEN_RULES,
                        else the rules that come along and those that you added)
  --iocs PATH           indicators: list, CSV, STIX 2.1 or MISP JSON (repeatable);
                        without --rules only indicators are looked for
  --allow PATH          indicators that are never to be reported (repeatable)
  --level LEVEL         only findings of this level and above: informational, low, medium,
                        high, critical
${recordUsage.en}
${ruleUsage.en}
${recoverUsage.en}
  --equal-numbers       999 in a rule also means 0x3e7, and the other way round
  --json | --csv        findings on stdout, one per line, in place of the summary
  --fail-on LEVEL       exit code 4 where something of this level or above was found
${resultUsage.en}
  --workers N           worker processes (default: by the number of processor cores)
  --max-memory SIZE     memory of each worker, e.g. 512M (the default) or 2G
  --no-cache            do not keep compiled rules
${languageUsage.en}

Exit codes: 0 done, 2 wrong usage, 3 parts could not be read, 4 found what --fail-on names,
130 interrupted.`,
};

export const rulesCheckUsage = {
  vi: `khien rules check [PATH]... [tùy chọn]

Không nêu PATH thì kiểm tra các luật mà "khien hunt" dùng mặc định.
Lỗi: luật không nạp được. Cảnh báo: trường mà loại nhật ký đó không có, id hoặc tên bị trùng,
thiếu thẻ ATT&CK, selection không dùng đến, filter thiếu "not", nguồn nhật ký không thể có ...

  --errors              chỉ nêu lỗi
${ruleUsage.vi}
  --json                mỗi lỗi hoặc cảnh báo một dòng JSON
${languageUsage.vi}

Mã thoát: 0 không có lỗi, 2 lệnh gõ sai, 3 có luật không nạp được.`,
  en: `khien rules check [PATH]... [options]

Without PATH it checks the rules that "khien hunt" takes by default.
Errors: rules that cannot be loaded. Warnings: fields that no log of the category has, ids and
names that stand twice, missing ATT&CK tags, selections without use, filters without "not",
log sources that no log can satisfy ...

  --errors              errors only
${ruleUsage.en}
  --json                one problem per line, as JSON
${languageUsage.en}

Exit codes: 0 no errors, 2 wrong usage, 3 a rule cannot be loaded.`,
};

export const rulesExplainUsage = {
  vi: `khien rules explain RULE FILE [tùy chọn]

Giải thích trên bản ghi đầu tiên của nhật ký FILE khớp với luật; nếu không có thì trên bản ghi gần
khớp nhất.

  --record N            đúng bản ghi này (EventRecordID hoặc số thứ tự dòng)
  --rule ID             chọn luật khi tệp RULE có nhiều luật: theo id, name hoặc title
${recordUsage.vi}
${ruleUsage.vi}
  --json                kết quả là một dòng JSON
${languageUsage.vi}

Mã thoát: 0 xong, 2 lệnh gõ sai hoặc không có luật, bản ghi để giải thích.`,
  en: `khien rules explain RULE FILE [options]

Shows the first record of the log FILE on which the rule fires, else the one that comes closest.

  --record N            this record (EventRecordID, or number of the line)
  --rule ID             which rule, where RULE holds several: id, name or title
${recordUsage.en}
${ruleUsage.en}
  --json                as one line of JSON
${languageUsage.en}

Exit codes: 0 done, 2 wrong usage, or no rule or record to explain.`,
};

export const convertUsage = {
  vi: `khien convert PATH... [--csv] [tùy chọn]

Mỗi bản ghi một dòng JSON trên stdout: file, record, offset, time, fields.

  --csv                 CSV thay cho JSON
${recordUsage.vi}
${recoverUsage.vi}
${languageUsage.vi}

Mã thoát: 0 xong, 2 lệnh gõ sai, 3 có tệp không đọc được, 130 dừng giữa chừng.`,
  en: `khien convert PATH... [--csv] [options]

One record per line on stdout, as JSON: file, record, offset, time, fields.

  --csv                 CSV in place of JSON
${recordUsage.en}
${recoverUsage.en}
${languageUsage.en}

Exit codes: 0 done, 2 wrong usage, 3 a file could not be read, 130 interrupted.`,
};

export const timelineUsage = {
  vi: `khien timeline PATH... [--csv] [tùy chọn]

Mỗi bản ghi một dòng JSON trên stdout, xếp theo thời gian; bản ghi không có thời điểm xếp cuối.
Dữ liệu lớn được sắp xếp trên đĩa (trong thư mục TMPDIR), bộ nhớ dùng không tăng theo.

  --csv                 CSV thay cho JSON
${recordUsage.vi}
${languageUsage.vi}

Mã thoát: 0 xong, 2 lệnh gõ sai, 3 có tệp không đọc được, 130 dừng giữa chừng.`,
  en: `khien timeline PATH... [--csv] [options]

One record per line on stdout, as JSON, sorted by time; records without a time come last.
Large inputs are sorted on disk (in the folder that TMPDIR names), with constant memory.

  --csv                 CSV in place of JSON
${recordUsage.en}
${languageUsage.en}

Exit codes: 0 done, 2 wrong usage, 3 a file could not be read, 130 interrupted.`,
};
