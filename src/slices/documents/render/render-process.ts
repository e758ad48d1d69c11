import { fork } from 'node:child_process';
import type { RenderReply, RenderRequest } from './render-message.ts';

export interface RenderProcess {
  send(request: RenderRequest): void;
  /** Whether the process keeps the server alive: yes while it works, no while it rests. */
  setAwaited(isAwaited: boolean): void;
  kill(): void;
}

/**
 * Starts a rendering process. It inherits no environment: it needs none of the server's secrets.
 * @param onEnd called once, when the process ends by itself or cannot be reached
 */
export const startRenderProcess = (
  workerFile: string,
  onReply: (reply: RenderReply) => void,
  onEnd: (reason: string) => void,
): RenderProcess => {
  const child = fork(workerFile, [], {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let isOver = false;
  const end = (reason: string): void => {
    if (isOver) return;
    isOver = true;
    onEnd(reason);
  };
  child.on('message', (message) => {
    if (!isOver) onReply(message as RenderReply);
  });
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(`process ended: ${code ?? signal}`));
  return {
    send: ({ id, format, tree }) => {
      child.send({ id, format, tree });
    },
    setAwaited: (isAwaited) => {
      for (const part of [child, child.channel]) isAwaited ? part?.ref() : part?.unref();
    },
    kill: () => {
      isOver = true;
      child.kill('SIGKILL');
    },
  };
};
