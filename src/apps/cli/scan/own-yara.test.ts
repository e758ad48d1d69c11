import { describe, expect, it } from 'vitest';
import { listYaraFiles, loadYaraRules } from './load-yara-rules.ts';
import { ownYaraRules } from './scan-options.ts';
import { loadYara, yaraOptions } from './yara-binding.ts';
import { yaraNote } from './yara-finding.ts';

const yara = loadYara();
const vietnamese = /[àáâãèéêìíòóôõùúăđĩũơưạ-ỹ]/i;

describe.runIf(yara !== undefined)('the own YARA rules', () => {
  const rules = yara === undefined ? undefined : loadYaraRules(yara, listYaraFiles([ownYaraRules]));
  const scanner = yara?.compile('', yaraOptions);
  scanner?.addRuleSources([...rules!.sources]);
  const find = (text: string | Buffer): string[] =>
    scanner!.scan(Buffer.from(text), {}).map(({ ruleIdentifier }) => ruleIdentifier);

  it('compile, and each tells in both languages what it means and when it errs', () => {
    expect(rules!.problems).toEqual([]);
    expect(rules!.loaded).toBe(11);
    // Metadata comes with matches only, so one that matches everything is made of each.
    const all = rules!.sources.map(({ source, namespace }) => ({
      namespace,
      source: source
        .replace(/condition:[\s\S]*?\n\}/g, 'condition: true }')
        .replace(/strings:[\s\S]*?(?=condition:)/g, ''),
    }));
    const open = yara!.compile('', yaraOptions);
    open.addRuleSources(all);
    const matches = open.scan(Buffer.from('x'), {});
    expect(matches).toHaveLength(11);
    for (const match of matches) {
      const [id, { title, description, falsePositives }] = yaraNote(match);
      expect(id).toMatch(/^khien-yara-/);
      for (const text of [title, description, falsePositives]) {
        expect(text.vi, id).toMatch(vietnamese);
        expect(text.en, id).not.toMatch(vietnamese);
      }
      expect(match.meta.attack, id).toMatch(/^T\d{4}/);
    }
  });

  it('find web shells in PHP, however they are written', () => {
    for (const shell of [
      '<?php @eval($_POST["a"]);',
      "<?php system ( $_GET['c'] ); ?>",
      '<?= `$_GET[x]` ?>',
      '<?php $_GET["f"]($_POST["a"]);',
      '<?php eval(base64_decode($_REQUEST["z"]));',
    ])
      expect(find(shell), shell).toEqual(['khien_php_runs_request']);
    expect(find(`<?php eval(gzinflate(base64_decode('${'QUJD'.repeat(150)}')));`)).toEqual([
      'khien_php_hidden_code',
    ]);
    const gif = Buffer.concat([Buffer.from('GIF89a\u0001\u0001'), Buffer.from('<?php system($_GET["c"]);')]);
    expect(find(gif).sort()).toEqual(['khien_php_in_picture', 'khien_php_runs_request']);
    expect(
      find(
        '<?php echo php_uname(); move_uploaded_file($_FILES["f"]); foreach (scandir(".") as $f) chmod($f, 0777); echo shell_exec("id");',
      ),
    ).toEqual(['khien_php_file_manager']);
  });

  it('find web shells in ASP, ASP.NET and JSP', () => {
    expect(find('<%eval request("a")%>')).toEqual(['khien_asp_runs_request']);
    expect(find('<%@ Page Language="Jscript"%><%eval(Request.Item["a"],"unsafe");%>')).toEqual([
      'khien_asp_runs_request',
    ]);
    expect(
      find('<% var p = new ProcessStartInfo("cmd.exe", "/c " + Request["c"]); Process.Start(p); %>'),
    ).toEqual(['khien_aspx_starts_shell']);
    expect(find('<% Runtime.getRuntime().exec(request.getParameter("c")); %>')).toEqual([
      'khien_jsp_runs_request',
    ]);
  });

  it('leave ordinary code alone', () => {
    for (const code of [
      '<?php $name = htmlspecialchars($_POST["name"]); echo "eval: " . $name;',
      '<?php $data = base64_decode($_POST["image"]); file_put_contents($path, $data);',
      '<?php exec("convert " . escapeshellarg($file)); $x = $_GET["page"];',
      '<% Response.Write(Server.HtmlEncode(Request["q"])) %>',
      '<% String name = request.getParameter("name"); out.print(name); %>',
      '<% Process.Start("notepad.exe"); %>',
      'GIF89a with the text <?xml version="1.0"?> in its metadata',
    ])
      expect(find(code), code).toEqual([]);
  });

  const link = (text: string) => `<a href="https://x.example/">${text}</a>`;

  it('find gambling that is hidden, served to crawlers, or a page of its own', () => {
    const links = link('nhà cái uy tín') + link('soi kèo hôm nay');
    expect(find(`<div style="position:absolute;left:-9999px">${links}</div>`)).toEqual([
      'khien_gambling_hidden_links',
    ]);
    expect(
      find(
        '<?php if (preg_match("/googlebot|coccocbot/i", $_SERVER["HTTP_USER_AGENT"])) { echo file_get_contents("https://seo-keo.xyz/p"); exit; }',
      ),
    ).toEqual(['khien_gambling_cloaking_code']);
    expect(find('<html><head><title>789BET - Link vào nhà cái 789bet mới nhất</title>')).toEqual([
      'khien_gambling_doorway_page',
    ]);
  });

  it('leave articles against gambling, hidden menus and caches alone', () => {
    expect(find(`<h1>Triệt phá đường dây cá độ</h1>${link('cá độ bóng đá qua mạng')}`)).toEqual([]);
    expect(find(`<div style="display:none">${link('Trang chủ')}${link('Giới thiệu')}</div>`)).toEqual([]);
    expect(
      find(
        '<title>Công an triệt phá nhóm tài xỉu online</title>Phòng chống cờ bạc. Khởi tố 5 bị can. Cảnh báo người dân.',
      ),
    ).toEqual([]);
    expect(
      find('<?php if (strpos($_SERVER["HTTP_USER_AGENT"], "Googlebot")) { header("X-Robots: 1"); }'),
    ).toEqual([]);
  });

  it('find defaced pages and leave news about them alone', () => {
    expect(find('<html><title>Hacked by Mr.X</title><body>')).toEqual(['khien_defacement_page']);
    expect(find('<h1>Defaced by X Team</h1><p>Greetz to all')).toEqual(['khien_defacement_page']);
    expect(
      find('<title>Báo cáo sự cố</title><p>Trang ghi dòng chữ "Hacked by Mr.X" trong 2 giờ.</p>'),
    ).toEqual([]);
  });
});
