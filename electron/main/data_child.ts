// The data process as Electron runs it: a utility process whose output goes to the log.
import { type MessagePortMain, utilityProcess } from 'electron';
import type { DataChild } from './data_process.ts';
import { checkedEnvironment } from './environment.ts';
import type { Log } from './log.ts';

export function forkData(entry: string, log: Log): DataChild<MessagePortMain> {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Counter Assist Data',
    env: checkedEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => log('info', 'data', chunk.toString().trimEnd()));
  child.stderr?.on('data', (chunk: Buffer) => log('warn', 'data', chunk.toString().trimEnd()));
  return {
    send: (message, port) => child.postMessage(message, port === undefined ? [] : [port]),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
