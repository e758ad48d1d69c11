const tab = '\t';

/** One small log of each text format, made up for the tests. */
export const logSamples = {
  'access-log': `www.a.vn:443 203.0.113.7 - an [01/Aug/2026:03:04:05 +0700] "GET /a.php?x=1 HTTP/1.1" 200 512 "https://r/" "M \\"q\\" z"\n1.2.3.4 - - [01/Aug/2026:03:04:06 +0000] "-" 400 -\n`,
  'json-lines':
    '{"@timestamp":"2026-08-01T03:04:05.123456+07:00","winlog":{"channel":"Security","event_id":4688,"event_data":{"A":"x\\u0111\\n"}}}\n{"a":{"b":[1,true,null,"z"]}}\n',
  json: '[\n  {\n    "Event": {"System": {"EventID": {"#text": 1}, "Channel": "C", "Provider": {"#attributes": {"Name": "P"}}}}\n  },\n  {"x": "}{"}\n]\n',
  'json-list':
    '{"Records":[{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventTime":"2026-08-01T03:04:05Z","eventSource":"s3.amazonaws.com","eventName":"PutBucketVersioning","awsRegion":"ap-southeast-1","requestParameters":{"bucketName":"b","VersioningConfiguration":{"Status":"Suspended"},"policy":"{\\"Effect\\":\\"Allow\\"}"},"responseElements":null},{"eventVersion":"1.08","eventTime":"2026-08-01T03:04:06Z","eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","awsRegion":"us-east-1","responseElements":{"ConsoleLogin":"Success"},"resources":[{"eventVersion":"{[}"},{"eventVersion":"2"}]},{"eventVersion":"1.08","eventName":"x"}]}\n',
  csv: '#TYPE System.Object\n"TimeCreated","Id","LogName","Message"\n"2026-08-01 03:04:05.1234567","4625","Security","line one\nline ""two"", three"\n2026-08-01 03:04:06,4624,Security,plain\n',
  'event-xml': `<?xml version="1.0" encoding="utf-8"?>
<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P &amp; Q' Guid='{1}'/><EventID Qualifiers='0'>4688</EventID><TimeCreated SystemTime='2026-08-01T03:04:05.1234567Z'/><EventRecordID>77</EventRecordID><Channel>Security</Channel><Computer>PC-01</Computer><Security/></System><EventData><Data Name='NewProcessName'>C:\\a.exe</Data><Data Name='Command Line'>a &lt;b&gt; &#273;</Data><Data>one</Data><Data/><Data Name='Empty'></Data></EventData><RenderingInfo Culture='vi-VN'><Channel>Other</Channel></RenderingInfo></Event>
<Event><System><EventID>1</EventID><Channel>C</Channel></System><UserData><X xmlns='x'><EventID>9</EventID><Path><![CDATA[<raw>]]></Path></X></UserData></Event></Events>\n`,
  w3c: '#Software: IIS\n#Fields: date time cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status\n2026-08-01 03:04:05 GET /a.aspx id=1 Mozilla/5.0+(X11) 200\n2026-08-01 03:04:06 GET /b - - 404\n',
  zeek: '#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tquery\n1785553445.123456\t203.0.113.7\tevil.example\n',
  auditd: 'type=EXECVE msg=audit(1785553445.123:4711): argc=2 a0="cat" a1=2F6574632F736861646F77\n',
  cef: '<134>Aug  1 03:04:05 gw CEF:0|Fortinet|Fortigate|7.4|13|traffic \\| deny|5|rt=1785553445123 src=203.0.113.7 dpt=445 msg=a\\=b blocked by policy cs1Label=Policy Name cs1=lan to wan act=deny\nCEF:1|Acme Soft|Proxy 9|1|web|GET|3|request=https://a.vn/?x\\=1 requestMethod=GET\n',
  leef: `<13>2026-08-01T03:04:05Z gw LEEF:1.0|Acme|Wall|1.0|deny|src=203.0.113.7${tab}dst=10.0.0.2${tab}devTime=Aug 01 2026 03:04:06\nLEEF:2.0|Acme|Wall|1.0|7|^|src=203.0.113.8^dst=10.0.0.3\n`,
  fortigate:
    'date=2026-08-01 time=10:04:05 devname="FG-01" devid="FGT60F0001" eventtime=1785553445123456789 tz="+0700" logid="0000000013" type="traffic" subtype="forward" srcip=10.0.0.5 srcport=50123 dstip=203.0.113.7 dstport=443 service="HTTPS ALT" app="" action="deny"\n<189>Aug  1 10:04:05 10.0.0.1 date=2026-08-01 time=10:04:05 devname="FG-01" devid="FGT60F0001" tz="+0700" logid="0100044547" type="event" cfgpath="system.admin" action="Add" msg="Edit \\"admin\\" in \\\\srv\\x = y"\ndate=2026-08-01,time=10:04:05,devname="FG-01",devid="FGT60F0001",tz="+0700",type="utm",subtype="web filter",srcip=10.0.0.5,dstip=203.0.113.8,hostname="a.vn",url="/a,b"\n',
  syslog:
    '<34>Aug  1 03:04:05 gateway sshd[311]: Failed password for root\n2026-08-01T03:04:05.123+07:00 gateway sudo: an : COMMAND=/bin/sh\n<34>1 2026-08-01T03:04:05Z gw app 7 ID1 - hello\n',
} as const;
