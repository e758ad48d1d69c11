/** A tactic of ATT&CK by the name that Sigma's tags use, in the order of an attack. */
type Tactic = { readonly tag: string; readonly vi: string; readonly en: string };

/**
 * Both the tactics of today and "defense-evasion", which older rules still name. Vietnamese names are our own.
 */
export const tactics: readonly Tactic[] = [
  { tag: 'reconnaissance', vi: 'Trinh sát', en: 'Reconnaissance' },
  { tag: 'resource-development', vi: 'Chuẩn bị nguồn lực', en: 'Resource Development' },
  { tag: 'initial-access', vi: 'Xâm nhập ban đầu', en: 'Initial Access' },
  { tag: 'execution', vi: 'Thực thi', en: 'Execution' },
  { tag: 'persistence', vi: 'Duy trì hiện diện', en: 'Persistence' },
  { tag: 'privilege-escalation', vi: 'Leo thang đặc quyền', en: 'Privilege Escalation' },
  { tag: 'stealth', vi: 'Ẩn mình', en: 'Stealth' },
  { tag: 'defense-evasion', vi: 'Né tránh phòng thủ', en: 'Defense Evasion' },
  { tag: 'defense-impairment', vi: 'Vô hiệu phòng thủ', en: 'Defense Impairment' },
  { tag: 'credential-access', vi: 'Lấy thông tin đăng nhập', en: 'Credential Access' },
  { tag: 'discovery', vi: 'Dò tìm bên trong', en: 'Discovery' },
  { tag: 'lateral-movement', vi: 'Di chuyển ngang', en: 'Lateral Movement' },
  { tag: 'collection', vi: 'Thu thập', en: 'Collection' },
  { tag: 'command-and-control', vi: 'Điều khiển từ xa', en: 'Command and Control' },
  { tag: 'exfiltration', vi: 'Đưa dữ liệu ra ngoài', en: 'Exfiltration' },
  { tag: 'impact', vi: 'Tác động', en: 'Impact' },
];

/** Tactics that are drawn only when a rule names them. */
export const formerTactics: ReadonlySet<string> = new Set(['defense-evasion']);

/** `T1505.003` of the tag `attack.t1505.003`; undefined for other tags. */
export const techniqueOf = (tag: string): string | undefined =>
  /^attack\.t\d{4}(\.\d{3})?$/.test(tag) ? tag.slice(7).toUpperCase() : undefined;

export const tacticOf = (tag: string): string | undefined =>
  tactics.find(
    (tactic) => tag === `attack.${tactic.tag}` || tag === `attack.${tactic.tag.replaceAll('-', '_')}`,
  )?.tag;
