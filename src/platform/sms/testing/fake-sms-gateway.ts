import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeSms = { to: string; text: string; reference: string; authorization: string };

export type FakeSmsGateway = {
  port: number;
  /** Everything that was taken, in order; a reference twice is a message twice. */
  messages: FakeSms[];
  /** The next `count` requests get this status. */
  failNext(count: number, status?: number): void;
  stop(): Promise<void>;
};

/** A gateway on loopback that writes down what it is given; for tests and benchmarks. */
export const startFakeSmsGateway = async (): Promise<FakeSmsGateway> => {
  const messages: FakeSms[] = [];
  let failures = { left: 0, status: 503 };
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (failures.left > 0) {
        failures.left -= 1;
        answer.writeHead(failures.status).end('{"status":"refused"}');
        return;
      }
      messages.push({
        ...(JSON.parse(body) as Omit<FakeSms, 'authorization'>),
        authorization: request.headers.authorization ?? '',
      });
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"accepted"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    failNext: (count, status = 503) => {
      failures = { left: count, status };
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
