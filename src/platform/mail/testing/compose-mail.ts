import { Buffer } from 'node:buffer';

let boundaryCount = 0;

/** Joins header lines, a blank line and a body into the bytes of a mail; text is taken as latin1. */
export const composeMail = (headers: string[], body: string | Uint8Array = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`${headers.join('\r\n')}\r\n\r\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
  ]);

/** A multipart mail or part out of parts that were made with composeMail; every call has its own boundary. */
export const composeMultipart = (headers: string[], parts: Uint8Array[], subtype = 'mixed'): Buffer => {
  boundaryCount += 1;
  const boundary = `=_part.${boundaryCount}.x`;
  return composeMail(
    [...headers, 'MIME-Version: 1.0', `Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    Buffer.concat([
      ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from('\r\n')]),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  );
};
