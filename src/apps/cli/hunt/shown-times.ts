import type { Finding } from '../../../engine/match/finding.ts';
import type { TimeZone } from '../../../engine/source/time-zone.ts';

/** A finding with its times written in a zone; the instants and their digits stay the same. */
export function showInZone(finding: Finding, zone: TimeZone | undefined): Finding {
  if (zone === undefined) return finding;
  const time = finding.time === null ? null : zone.display(finding.time);
  if (finding.kind !== 'correlation') return { ...finding, time };
  const matched = Object.fromEntries(
    Object.entries(finding.matched).map(([name, value]) => [
      name,
      /^correlation\.(?:first|last)$/.test(name) && typeof value === 'string' && value !== ''
        ? zone.display(value)
        : value,
    ]),
  );
  return { ...finding, time, matched };
}
