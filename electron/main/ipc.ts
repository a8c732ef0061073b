// The only user of ipcMain: a message counts when the main frame of our own window, on our own page, sent it.
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { isOurs } from './app_path.ts';

export type Ipc = {
  on(channel: string, listener: (sender: WebContents) => void): void;
  onInput<T>(channel: string, schema: z.ZodType<T>, listener: (input: T) => void): void;
  /** The sender gets undefined when it is not trusted or the input does not fit. */
  handle<T, R>(channel: string, schema: z.ZodType<T>, handler: (input: T) => Promise<R>): void;
  /** Answers synchronously, so keep it to what is at hand. */
  answer(channel: string, value: () => unknown): void;
};

/** `isOwn` tells our windows from any other contents. `refuse` hears of every message that was not let in. */
export function createIpc(
  ipcMain: IpcMain,
  isOwn: (contents: WebContents) => boolean,
  refuse: (text: string) => void,
): Ipc {
  const trusts = (event: IpcMainEvent | IpcMainInvokeEvent, channel: string): boolean => {
    const frame = event.senderFrame;
    const isTrusted =
      isOwn(event.sender) && frame !== null && frame.parent === null && isOurs(frame.url);
    if (!isTrusted) refuse(`${channel} from a sender that is not ours`);
    return isTrusted;
  };

  const parse = <T>(schema: z.ZodType<T>, input: unknown, channel: string): { input: T } | null => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return { input: parsed.data };
    refuse(`${channel} with input that does not fit`);
    return null;
  };

  return {
    on(channel, listener) {
      ipcMain.on(channel, (event) => {
        if (trusts(event, channel)) listener(event.sender);
      });
    },
    onInput(channel, schema, listener) {
      ipcMain.on(channel, (event, raw: unknown) => {
        if (!trusts(event, channel)) return;
        const parsed = parse(schema, raw, channel);
        if (parsed !== null) listener(parsed.input);
      });
    },
    handle(channel, schema, handler) {
      ipcMain.handle(channel, async (event, raw: unknown) => {
        if (!trusts(event, channel)) return undefined;
        const parsed = parse(schema, raw, channel);
        return parsed === null ? undefined : await handler(parsed.input);
      });
    },
    answer(channel, value) {
      ipcMain.on(channel, (event) => {
        event.returnValue = trusts(event, channel) ? value() : null;
      });
    },
  };
}
