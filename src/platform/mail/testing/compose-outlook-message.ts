import { Buffer } from 'node:buffer';
import burner from '@kenjiuno/msgreader/lib/Burner.js';

const ROOT = 5;
const DOCUMENT = 2;
/** Property tags (MS-OXPROPS) with type 001F: text in UTF-16LE. */
const tags = { subject: '0037', text: '1000', sender: '0C1A', senderAddress: '5D01' } as const;

/** An Outlook .msg file (MS-OXMSG) with a few text properties, as bytes. */
export const composeOutlookMessage = (fields: Partial<Record<keyof typeof tags, string>>): Buffer => {
  const streams = Object.entries(fields).map(([name, value]) => ({
    name: `__substg1.0_${tags[name as keyof typeof tags]}001F`,
    bytes: Buffer.from(value, 'utf16le'),
  }));
  // The header of the property stream of a top-level message: 32 bytes.
  const documents = [{ name: '__properties_version1.0', bytes: Buffer.alloc(32) }, ...streams];
  return Buffer.from(
    burner.burn([
      { name: 'Root Entry', type: ROOT, length: 0, children: documents.map((_, index) => index + 1) },
      ...documents.map(({ name, bytes }) => ({
        name,
        type: DOCUMENT,
        length: bytes.length,
        // An own buffer: a small Buffer is a window into a pool, and the whole pool would be read.
        binaryProvider: () => new Uint8Array(bytes),
      })),
    ]),
  );
};
