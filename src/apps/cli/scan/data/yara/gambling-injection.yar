rule khien_gambling_hidden_links
{
    meta:
        id = "khien-yara-gambling-hidden-links"
        title = "Liên kết cờ bạc, cá độ được giấu trong trang"
        title_en = "Gambling links hidden in a page"
        description = "Trang chứa liên kết cờ bạc, cá độ nằm trong khối bị ẩn với người xem: mã chèn để đẩy thứ hạng tìm kiếm."
        description_en = "The page holds gambling links inside a block that visitors cannot see: injected to push search ranks."
        level = "high"
        attack = "T1491.002 T1565.001"
        tactic = "impact"
        falsepositives = "Bài viết tuyên truyền phòng chống cờ bạc có trích nguyên văn mã"
        falsepositives_en = "Articles against gambling that quote such code"
    strings:
        $hidden1 = /style\s{0,2}=\s{0,2}["'][^"']{0,120}(display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|(left|top|text-indent)\s{0,2}:\s{0,2}-\d{3,5}(px|em)|font-size\s{0,2}:\s{0,2}0|height\s{0,2}:\s{0,2}[01]px)/ nocase
        $hidden2 = /position\s{0,2}:\s{0,2}absolute;[^"'>]{0,60}(left|top)\s{0,2}:\s{0,2}-\d{3,5}px/ nocase
        $link = /<a\s[^>]{0,200}href\s{0,2}=\s{0,2}["']?https?:[^>]{0,200}>[^<]{0,80}(nhà cái|nha cai|cá cược|ca cuoc|cá độ|ca do bong da|kèo nhà cái|keo nha cai|soi kèo|soi keo|tài xỉu|tai xiu|xóc đĩa|xoc dia|nổ hũ|no hu|game bài|game bai|đá gà|da ga truc tiep|lô đề|lo de online|casino|bắn cá|ban ca doi thuong|slot gacor|789bet|8xbet|kubet|jun88|sunwin)/ nocase
    condition:
        filesize < 5MB and #link >= 2 and any of ($hidden1, $hidden2)
}

rule khien_gambling_cloaking_code
{
    meta:
        id = "khien-yara-gambling-cloaking-code"
        title = "Mã chỉ hiện nội dung khác cho máy tìm kiếm"
        title_en = "Code that shows other content to search engines only"
        description = "Mã máy chủ nhận ra trình thu thập hoặc người đến từ máy tìm kiếm rồi lấy nội dung từ máy chủ lạ hoặc chuyển hướng."
        description_en = "Server code recognises crawlers, or visitors from search engines, and fetches content from a foreign server or redirects."
        level = "high"
        attack = "T1491.002 T1564"
        tactic = "impact stealth"
        falsepositives = "Mô-đun tối ưu tìm kiếm, bộ đệm trang của phần mềm cổng"
        falsepositives_en = "Search optimisation and page caches of portal software"
    strings:
        $code = /<\?|<%/
        $agent = /HTTP_USER_AGENT|UserAgent/ nocase
        $referer = /HTTP_REFERER|UrlReferrer/ nocase
        $bot = /(googlebot|google\|bing|bingbot|coccocbot|yandex|baiduspider|google\.com)/ nocase
        $fetch = /\b(file_get_contents|curl_exec|curl_init|fsockopen|DownloadString|WebRequest)\b/ nocase
        $away = /(header\s{0,4}\(\s{0,4}["']Location|Response\.Redirect|window\.location)/ nocase
        $foreign = /["'](https?:)?\/\/[a-z0-9.-]{4,60}\.(xyz|top|vip|club|cc|icu|online|site|bet|win|pw|ru|fun|live|shop)\b/ nocase
        $hidden = /base64_decode|FromBase64String|str_rot13|gzinflate|\\x68\\x74\\x74\\x70/ nocase
    condition:
        filesize < 1MB and $code and ($agent or $referer) and $bot and ($fetch or $away) and ($foreign or $hidden)
}

rule khien_gambling_doorway_page
{
    meta:
        id = "khien-yara-gambling-doorway-page"
        title = "Trang cờ bạc, cá độ đặt trên cổng"
        title_en = "Gambling page placed on a portal"
        description = "Tiêu đề hoặc mô tả của trang quảng bá cờ bạc, cá độ."
        description_en = "Title or description of the page advertise gambling."
        level = "high"
        attack = "T1491.002"
        tactic = "impact"
        falsepositives = "Bài viết tuyên truyền phòng chống cờ bạc có tiêu đề tương tự"
        falsepositives_en = "Articles against gambling with a similar title"
    strings:
        $title = /<title>[^<]{0,160}(nhà cái uy tín|link vào|link vao|đăng ký nhận|cá cược trực tuyến|kèo nhà cái|game bài đổi thưởng|nổ hũ|tài xỉu online|casino online|casino trực tuyến|đá gà trực tiếp|xóc đĩa online|slot gacor|789bet|8xbet|kubet|jun88|sunwin|new88|188bet)/ nocase
        $meta = /<meta[^>]{0,80}(description|keywords)[^>]{0,300}(nhà cái uy tín|cá cược trực tuyến|game bài đổi thưởng|tài xỉu online|casino online|đá gà trực tiếp|slot gacor|789bet|8xbet|kubet|jun88|sunwin)/ nocase
        $against = /(phòng,? chống|đấu tranh|triệt phá|xử phạt|khởi tố|cảnh báo)/ nocase
    condition:
        filesize < 5MB and ($title or $meta) and #against < 3
}
