// The customer's screen: a second window on the second screen; without one a window like others, to try it.
// What it shows goes from page to page: main passes the port on and reads nothing.
import {
  app,
  BrowserWindow,
  type Display as Screen,
  MessageChannelMain,
  screen,
  session,
  type WebContents,
} from 'electron';
import { DISPLAY, SHELL } from '#electron/port/shell_channels.ts';
import { serveApp } from './app_protocol.ts';
import type { Folders } from './folders.ts';
import { guardSession } from './guards.ts';
import { webPreferencesFor } from './web_preferences.ts';
import { keepPageAlive } from './window.ts';

/** Not kept on disk, and apart from the counter's: no storage, cache or channel is common to both pages. */
const PARTITION = 'display';
const BACKGROUND = '#0d4147';
const TRIAL = { width: 960, height: 600 };

export type CustomerDisplay = {
  setOn(isOn: boolean): void;
  hasSecondScreen(): boolean;
  owns(contents: WebContents): boolean;
  /** The screen's page is there and listens. */
  ready(): void;
  /** Both pages get the ends of a fresh port. */
  link(): void;
};

export function createDisplay(on: {
  readonly folders: Folders;
  readonly isDevelopment: boolean;
  readonly counter: BrowserWindow;
  readonly warn: (text: string) => void;
  /** The person closed the window. */
  readonly onClosed: () => void;
}): CustomerDisplay {
  const { counter } = on;
  let window: BrowserWindow | null = null;
  let isReady = false;
  let isServed = false;
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));

  /** Where the counter is not. */
  const secondScreen = (): Screen | undefined => {
    const own = screen.getDisplayMatching(counter.getBounds());
    return screen.getAllDisplays().find(({ id }) => id !== own.id);
  };

  const close = (): void => {
    const closing = window;
    window = null;
    isReady = false;
    closing?.destroy();
  };

  const open = (): void => {
    if (!isServed) {
      const own = session.fromPartition(PARTITION);
      serveApp(own.protocol, on.folders.displayPage);
      guardSession(own);
      isServed = true;
    }
    const second = secondScreen();
    const opened = new BrowserWindow({
      ...(second?.bounds ?? TRIAL),
      show: false,
      title: '多说一句 Counter Assist',
      backgroundColor: BACKGROUND,
      autoHideMenuBar: true,
      // A touch there must not take the clerk's keys away.
      ...(second === undefined
        ? {}
        : { fullscreen: true, frame: false, focusable: false, skipTaskbar: true }),
      webPreferences: {
        ...webPreferencesFor(on.folders.displayPreload, on.isDevelopment),
        partition: PARTITION,
      },
    });
    window = opened;
    opened.once('ready-to-show', () => opened.showInactive());
    opened.on('close', () => {
      if (window !== opened) return;
      window = null;
      isReady = false;
      if (!isQuitting) on.onClosed();
    });
    keepPageAlive(opened, on.warn);
  };

  const place = (): void => {
    if (window === null) return;
    close();
    open();
  };
  screen.on('display-added', place);
  screen.on('display-removed', place);
  counter.on('closed', close);

  const display: CustomerDisplay = {
    setOn(isOn) {
      if (!isOn) close();
      else if (window === null) open();
    },
    hasSecondScreen: () => secondScreen() !== undefined,
    owns: (contents) => window?.webContents === contents,
    ready() {
      isReady = true;
      display.link();
    },
    link() {
      if (window === null || !isReady || counter.isDestroyed()) return;
      const { port1, port2 } = new MessageChannelMain();
      window.webContents.postMessage(DISPLAY.port, null, [port1]);
      counter.webContents.postMessage(SHELL.displayPort, null, [port2]);
    },
  };
  return display;
}
