import { parentPort } from 'node:worker_threads';
import { readSignatures } from './read-signatures.ts';

export type SignatureRequest = { bytes: Uint8Array; rootsPem: string };
export type SignatureReply = { report: ReturnType<typeof readSignatures> } | { failure: string };

parentPort?.on('message', ({ bytes, rootsPem }: SignatureRequest) => {
  try {
    const report = readSignatures(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), rootsPem);
    parentPort?.postMessage({ report } satisfies SignatureReply);
  } catch (error) {
    parentPort?.postMessage({
      failure: String((error as Error).message).slice(0, 300),
    } satisfies SignatureReply);
  }
});
