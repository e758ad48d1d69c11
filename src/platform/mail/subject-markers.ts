const replyPrefix =
  /^\s*(?:re|fw|fwd|aw|tr|trả lời|tra loi|chuyển tiếp|chuyen tiep)\s*(?:\[\d{1,3}\])?\s*[:：]/i;
const marker = /^\s*\[([^\][]{1,64})\]/;
const markerCountMax = 10;

/** Leading bracket tags of a cleaned subject, after reply and forward prefixes, without the brackets. */
export const readSubjectMarkers = (subject: string): string[] => {
  const markers: string[] = [];
  let rest = subject;
  while (markers.length < markerCountMax) {
    const prefix = replyPrefix.exec(rest);
    const found = prefix ? null : marker.exec(rest);
    if (found) markers.push((found[1] as string).trim());
    const length = prefix?.[0].length ?? found?.[0].length ?? 0;
    if (length === 0) break;
    rest = rest.slice(length);
  }
  return markers;
};
