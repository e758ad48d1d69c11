rule khien_php_runs_request
{
    meta:
        id = "khien-yara-php-runs-request"
        title = "Mã PHP chạy thẳng dữ liệu do người gọi gửi lên"
        title_en = "PHP code that runs what the caller sends"
        description = "Hàm chạy mã hoặc chạy lệnh nhận trực tiếp tham số của yêu cầu: webshell một dòng."
        description_en = "A function that runs code or commands takes a parameter of the request directly: a one-line web shell."
        level = "critical"
        attack = "T1505.003"
        tactic = "persistence"
        falsepositives = "Bài học, tài liệu về an toàn thông tin có trích mã"
        falsepositives_en = "Lessons and papers on security that quote such code"
    strings:
        $php = "<?"
        $direct = /\b(eval|assert|system|exec|shell_exec|passthru|popen|proc_open|create_function)\s{0,8}\(\s{0,8}(@\s{0,4})?(base64_decode\s{0,4}\(\s{0,4}|stripslashes\s{0,4}\(\s{0,4}|urldecode\s{0,4}\(\s{0,4}|gzinflate\s{0,4}\(\s{0,4}){0,3}\$_(GET|POST|REQUEST|COOKIE|SERVER)\s{0,4}[\[{]/ nocase
        $tick = /`\s{0,4}\$_(GET|POST|REQUEST|COOKIE)\s{0,4}\[/ nocase
        $variable = /\$_(GET|POST|REQUEST|COOKIE)\s{0,4}\[[^\]]{1,40}\]\s{0,4}\(\s{0,4}\$_(GET|POST|REQUEST|COOKIE)\s{0,4}\[/ nocase
        $include = /\b(include|require)(_once)?\s{0,4}\(?\s{0,4}['"]?php:\/\/input/ nocase
    condition:
        filesize < 2MB and $php and any of ($direct, $tick, $variable, $include)
}

rule khien_php_hidden_code
{
    meta:
        id = "khien-yara-php-hidden-code"
        title = "Mã PHP giấu trong chuỗi mã hóa rồi chạy"
        title_en = "PHP code hidden in an encoded text and then run"
        description = "Chuỗi mã hóa dài được giải mã qua một hoặc nhiều lớp rồi đưa vào hàm chạy mã: webshell hoặc mã chèn liên kết được che giấu."
        description_en = "A long encoded text is decoded through one or more layers and given to a function that runs code: a hidden web shell or link injector."
        level = "high"
        attack = "T1505.003 T1027"
        tactic = "persistence stealth"
        falsepositives = "Phần mềm thương mại tự mã hóa mã nguồn"
        falsepositives_en = "Commercial software that encodes its own source"
    strings:
        $php = "<?"
        $chain = /\b(eval|assert)\s{0,8}\(\s{0,8}(@\s{0,4})?(gzinflate|gzuncompress|gzdecode|str_rot13|strrev|base64_decode|convert_uudecode|hex2bin|rawurldecode)\s{0,4}\(/ nocase
        $long = /['"][A-Za-z0-9+\/=]{400}/
        $escaped = /(\\x[0-9a-fA-F]{2}){12}/
        $globals = /\$GLOBALS\[['"]?(\\x[0-9a-fA-F]{2}|[Oo0Il1]{4,})/
        $chr = /(chr\s{0,2}\(\s{0,2}\d{1,3}\s{0,2}\)\s{0,2}\.\s{0,2}){10}/ nocase
    condition:
        filesize < 5MB and $php and (($chain and ($long or $escaped or $chr)) or ($globals and ($escaped or $long)))
}

rule khien_php_in_picture
{
    meta:
        id = "khien-yara-php-in-picture"
        title = "Ảnh có kèm mã PHP"
        title_en = "Picture with PHP code inside"
        description = "Tệp có đầu tệp của ảnh nhưng chứa mã PHP chạy được: cách qua mặt bộ lọc tải lên."
        description_en = "The file begins like a picture but holds PHP code that runs: a way past upload filters."
        level = "high"
        attack = "T1505.003 T1036"
        tactic = "persistence stealth"
        falsepositives = "Ảnh chụp màn hình có siêu dữ liệu chứa đoạn mã"
        falsepositives_en = "Screenshots whose metadata quotes code"
    strings:
        $open = "<?php"
        $short = "<?="
        $run = /\b(eval|assert|system|shell_exec|passthru|base64_decode|file_put_contents|\$_(GET|POST|REQUEST|COOKIE))\b/
    condition:
        (uint32be(0) == 0x47494638 or uint32be(0) == 0x89504E47 or uint16be(0) == 0xFFD8 or uint16be(0) == 0x424D)
        and any of ($open, $short) and $run
}

rule khien_php_file_manager
{
    meta:
        id = "khien-yara-php-file-manager"
        title = "Trang quản lý máy chủ bằng PHP kiểu webshell"
        title_en = "PHP page that manages a server the way web shells do"
        description = "Một trang vừa chạy lệnh, vừa tải tệp lên, vừa duyệt thư mục và cho biết quyền của hệ thống."
        description_en = "One page that runs commands, takes uploads, lists folders and tells the rights of the system."
        level = "high"
        attack = "T1505.003"
        tactic = "persistence"
        falsepositives = "Công cụ quản trị máy chủ do đơn vị cài đặt"
        falsepositives_en = "Server administration tools that the agency installed"
    strings:
        $php = "<?"
        $run = /\b(shell_exec|passthru|proc_open|popen|system)\s{0,4}\(/ nocase
        $upload = "move_uploaded_file" nocase
        $list = /\b(scandir|opendir|readdir|glob)\s{0,4}\(/ nocase
        $info = /\b(php_uname|posix_getpwuid|posix_getuid|disable_functions|safe_mode)\b/ nocase
        $write = /\b(file_put_contents|fwrite|fputs)\s{0,4}\(/ nocase
        $request = /\$_(GET|POST|REQUEST|FILES)/
        $chmod = /\bchmod\s{0,4}\(/ nocase
    condition:
        filesize < 1MB and $php and $request and $run and $upload and $info and 2 of ($list, $write, $chmod)
}
