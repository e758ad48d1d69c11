rule khien_asp_runs_request
{
    meta:
        id = "khien-yara-asp-runs-request"
        title = "Trang ASP hoặc ASP.NET chạy thẳng dữ liệu do người gọi gửi lên"
        title_en = "ASP or ASP.NET page that runs what the caller sends"
        description = "Tham số của yêu cầu được đưa vào eval, execute hoặc nạp thành mã: webshell một dòng."
        description_en = "A parameter of the request goes into eval or execute or is loaded as code: a one-line web shell."
        level = "critical"
        attack = "T1505.003"
        tactic = "persistence"
        falsepositives = "Bài học, tài liệu về an toàn thông tin có trích mã"
        falsepositives_en = "Lessons and papers on security that quote such code"
    strings:
        $page = "<%"
        $server = /runat\s{0,4}=\s{0,4}["']?server/ nocase
        $eval = /\b(eval|execute|executeglobal)\s{0,4}\(?\s{0,4}(unescape\s{0,4}\(\s{0,4})?request\s{0,4}(\.\s{0,2}(item|form|querystring|params|cookies)\s{0,4})?[\(\[]/ nocase
        $loaded = /Assembly\s{0,2}\.\s{0,2}Load\s{0,4}\([^;]{0,200}(Request|Convert\.FromBase64String|CreateDecryptor)/ nocase
    condition:
        filesize < 2MB and ($page or $server) and any of ($eval, $loaded)
}

rule khien_aspx_starts_shell
{
    meta:
        id = "khien-yara-aspx-starts-shell"
        title = "Trang ASP.NET gọi trình lệnh với tham số của yêu cầu"
        title_en = "ASP.NET page that starts a shell with a parameter of the request"
        description = "Trang tạo tiến trình cmd hoặc powershell và lấy tham số từ yêu cầu: webshell chạy lệnh."
        description_en = "The page starts cmd or powershell and takes its arguments from the request: a web shell for commands."
        level = "high"
        attack = "T1505.003 T1059"
        tactic = "persistence execution"
        falsepositives = "Công cụ quản trị nội bộ do đơn vị tự viết"
        falsepositives_en = "Administration pages that the agency wrote itself"
    strings:
        $page = "<%"
        $process = /\b(ProcessStartInfo|Process\s{0,2}\.\s{0,2}Start|WScript\.Shell|Shell\.Application)\b/ nocase
        $shell = /\b(cmd(\.exe)?|powershell(\.exe)?)\b/ nocase
        $request = /\bRequest\s{0,2}(\.|\[|\()/ nocase
        $box = "asp:TextBox" nocase
    condition:
        filesize < 1MB and $page and $process and $shell and any of ($request, $box)
}

rule khien_jsp_runs_request
{
    meta:
        id = "khien-yara-jsp-runs-request"
        title = "Trang JSP chạy lệnh hoặc nạp mã do người gọi gửi lên"
        title_en = "JSP page that runs commands or loads code that the caller sends"
        description = "Trang lấy tham số của yêu cầu rồi chạy lệnh hệ điều hành, hoặc giải mã và nạp thành lớp Java mới."
        description_en = "The page takes a parameter of the request and runs a command, or decodes it and loads it as a new Java class."
        level = "critical"
        attack = "T1505.003"
        tactic = "persistence"
        falsepositives = "Bài học, tài liệu về an toàn thông tin có trích mã"
        falsepositives_en = "Lessons and papers on security that quote such code"
    strings:
        $page = "<%"
        $jspx = "jsp:scriptlet"
        $request = /\brequest\s{0,2}\.\s{0,2}(getParameter|getReader|getInputStream|getHeader)\s{0,4}\(/
        $exec = /(getRuntime\s{0,4}\(\s{0,4}\)\s{0,4}\.\s{0,4}exec\s{0,4}\(|new\s+ProcessBuilder\s{0,4}\()/
        $load = /\bdefineClass\s{0,4}\(/
        $decode = /(Base64|BASE64Decoder|Cipher\.getInstance)/
    condition:
        filesize < 1MB and ($page or $jspx) and $request and ($exec or ($load and $decode))
}
