import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createIpc, type Ipc } from './ipc.ts';

type Handle = (event: unknown, input: unknown) => unknown;

/** Electron's dispatcher is an emitter with handlers; the events are built as it builds them. */
class Dispatcher extends EventEmitter {
  readonly handlers = new Map<string, Handle>();
  handle(channel: string, handler: Handle): void {
    this.handlers.set(channel, handler);
  }
}

const own = { id: 1 } as WebContents;
const foreign = { id: 2 } as WebContents;
type TestEvent = { sender: WebContents; senderFrame: unknown; returnValue?: unknown };

const event = (over: Partial<TestEvent> = {}): TestEvent => ({
  sender: own,
  senderFrame: { parent: null, url: 'app://counter/' },
  ...over,
});
const untrusted = [
  event({ sender: foreign }),
  event({ senderFrame: null }),
  event({ senderFrame: { parent: {}, url: 'app://counter/' } }),
  event({ senderFrame: { parent: null, url: 'https://counter/' } }),
  event({ senderFrame: { parent: null, url: 'about:blank' } }),
];

let dispatcher = new Dispatcher();
let refused: string[] = [];
let ipc: Ipc;
beforeEach(() => {
  dispatcher = new Dispatcher();
  refused = [];
  ipc = createIpc(
    dispatcher as unknown as IpcMain,
    (contents) => contents === own,
    (text) => refused.push(text),
  );
});

describe('a message from a page', () => {
  it('is heard from our own main frame only', () => {
    let heard = 0;
    ipc.on('a', () => (heard += 1));
    ipc.onInput('b', z.string(), () => (heard += 1));
    for (const each of untrusted) {
      dispatcher.emit('a', each);
      dispatcher.emit('b', each, 'text');
    }
    expect(heard).toBe(0);
    expect(refused).toHaveLength(2 * untrusted.length);
    dispatcher.emit('a', event());
    dispatcher.emit('b', event(), 'text');
    expect(heard).toBe(2);
  });

  it('must fit its schema', () => {
    let heard = 0;
    ipc.onInput('b', z.enum(['zh-CN', 'en']), () => (heard += 1));
    dispatcher.emit('b', event(), 'fr');
    expect([heard, refused]).toEqual([0, ['b with input that does not fit']]);
  });

  it('gets an answer only when trusted', async () => {
    ipc.handle('c', z.tuple([z.string(), z.string()]), ([a, b]) => Promise.resolve(a + b));
    const call = dispatcher.handlers.get('c');
    expect(await call?.(event(), ['x', 'y'])).toBe('xy');
    expect(await call?.(event(), ['x'])).toBeUndefined();
    expect(await call?.(untrusted[0], ['x', 'y'])).toBeUndefined();
    ipc.answer('d', () => 'info');
    const [trusted, foreigner] = [event(), event({ sender: foreign })];
    dispatcher.emit('d', trusted);
    dispatcher.emit('d', foreigner);
    expect([trusted.returnValue, foreigner.returnValue]).toEqual(['info', null]);
  });
});
