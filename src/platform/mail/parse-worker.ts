import { parentPort } from 'node:worker_threads';
import type { ParsedMessage, ParseLimits } from './parsed-message.ts';
import { readMessage } from './read-message.ts';

export type ParseRequest = { raw: Uint8Array; limits: ParseLimits };
export type ParseReply = { message: ParsedMessage } | { failure: string };

const contentBuffers = (message: ParsedMessage): ArrayBuffer[] => [
  ...message.attachments.map(({ content }) => content.buffer as ArrayBuffer),
  ...message.embedded.flatMap((inner) => contentBuffers(inner.message)),
];

parentPort?.on('message', ({ raw, limits }: ParseRequest) => {
  try {
    const message = readMessage(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), limits);
    parentPort?.postMessage({ message } satisfies ParseReply, contentBuffers(message));
  } catch (error) {
    parentPort?.postMessage({ failure: String(error).slice(0, 500) } satisfies ParseReply);
  }
});
