rule khien_defacement_page
{
    meta:
        id = "khien-yara-defacement-page"
        title = "Trang mang dấu của kẻ thay đổi giao diện"
        title_en = "Page that bears the mark of a defacer"
        description = "Tiêu đề hoặc phần đầu trang ghi rằng trang đã bị chiếm, kèm tên nhóm hoặc lời chào của kẻ tấn công."
        description_en = "Title or head of the page say that it has been taken over, with the name or greetings of the attackers."
        level = "high"
        attack = "T1491.002"
        tactic = "impact"
        falsepositives = "Bài báo, tài liệu tập huấn thuật lại vụ việc"
        falsepositives_en = "News and training material that tell of an incident"
    strings:
        $title = /<title>[^<]{0,80}(hacked|h4ck3d|pwned|0wn3d|defaced|owned) by/ nocase
        $by = /\b(hacked|h4ck3d|pwned|0wn3d|defaced) by\b/ nocase
        $greet = /\b(greetz|gr33tz|we are (legion|anonymous)|your security is (low|bad|0%)|security is an illusion|cyber army|cyber team)\b/ nocase
        $sound = /<(audio|embed|iframe)[^>]{0,200}(autoplay|youtube)/ nocase
    condition:
        filesize < 1MB and ($title or ($by and any of ($greet, $sound)))
}
