/** Reports of non-delivery are short; what follows this is the returned mail's own content. */
const BYTES_MAX = 262_144;
const ownMessageId = /<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[a-z0-9.-]{1,100}>/gi;

/**
 * The Message-IDs that a report of non-delivery names (RFC 3464: `multipart/report` with an action `failed`), as far as
 * they have the shape of ours. Delays, successes and absence notes name none.
 */
export const readNonDelivery = (raw: Uint8Array): string[] => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, BYTES_MAX)).toString(
    'latin1',
  );
  const head = text.slice(0, Math.max(0, text.search(/\r?\n\r?\n/)));
  const isReport =
    /^content-type:[^\r\n]*multipart\/report/im.test(head) && /\breport-type="?delivery-status\b/i.test(head);
  if (!isReport || !/^action:\s*failed\b/im.test(text)) return [];
  return [...new Set([...text.matchAll(ownMessageId)].map(([id]) => id.toLowerCase()))];
};
