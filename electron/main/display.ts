// The customer's screen: a second window on the second screen, which comes and goes with its plug; where there is none,
// whoever switches it on gets a window like others, to try it.
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

/** The counter's window may be on its way across both screens. */
const REST_MS = 300;

export type CustomerDisplay = {
  /** Somebody chose it: without a second screen it opens as a window. */
  setOn(isOn: boolean): void;
  /** As it was chosen before: on a second screen or not at all, never over the counter. */
  resume(isOn: boolean): void;
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
  let isOn = false;
  /** The screen that the window fills; null: none, or a window to try it. */
  let filled: Screen | null = null;
  app.on('before-quit', () => (isQuitting = true));

  /** Where the counter is not. */
  const secondScreen = (): Screen | undefined => {
    const own = screen.getDisplayMatching(counter.getBounds());
    return screen.getAllDisplays().find(({ id }) => id !== own.id);
  };

  const close = (): void => {
    const closing = window;
    window = null;
    filled = null;
    isReady = false;
    closing?.destroy();
  };

  const open = (second: Screen | undefined): void => {
    if (!isServed) {
      const own = session.fromPartition(PARTITION);
      serveApp(own.protocol, on.folders.displayPage);
      guardSession(own);
      isServed = true;
    }
    filled = second ?? null;
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
      filled = null;
      isReady = false;
      if (isQuitting) return;
      isOn = false;
      on.onClosed();
    });
    keepPageAlive(opened, on.warn);
  };

  /** To the second screen as it is now. One that is gone takes the window with it; the counter stays as it is. */
  const place = (): void => {
    if (!isOn || counter.isDestroyed()) return;
    const second = secondScreen();
    if (second === undefined) {
      if (filled !== null) close();
      return;
    }
    if (window !== null && filled !== null && isAtSamePlace(filled, second)) return;
    close();
    open(second);
  };
  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);
  let rest: NodeJS.Timeout | undefined;
  counter.on('move', () => {
    clearTimeout(rest);
    rest = setTimeout(place, REST_MS);
  });
  counter.on('closed', close);

  const display: CustomerDisplay = {
    setOn(isChosen) {
      isOn = isChosen;
      if (!isOn) close();
      else if (window === null) open(secondScreen());
    },
    resume(isChosen) {
      isOn = isChosen;
      place();
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

const isAtSamePlace = (one: Screen, other: Screen): boolean =>
  one.scaleFactor === other.scaleFactor &&
  (['x', 'y', 'width', 'height'] as const).every((key) => one.bounds[key] === other.bounds[key]);
