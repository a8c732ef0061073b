import { EventEmitter } from 'node:events';
import type { App, CommandLine, Session, WebContents } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { guardContents, guardNetwork, guardSession } from './guards.ts';

type OpenHandler = () => { readonly action: string };

/** Electron's contents are an emitter with handlers; what is set on it is kept. */
class Contents extends EventEmitter {
  open: OpenHandler | undefined;
  policy: string | undefined;
  setWindowOpenHandler(handler: OpenHandler): void {
    this.open = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.policy = policy;
  }
}

type Answer = (value: unknown) => void;

class TestSession extends EventEmitter {
  request: ((contents: unknown, permission: string, answer: Answer) => void) | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  display: ((request: unknown, answer: Answer) => void) | undefined;
  before: ((details: { url: string }, answer: Answer) => void) | undefined;
  spelling: boolean | undefined;
  readonly webRequest = {
    onBeforeRequest: (listener: TestSession['before']): void => {
      this.before = listener;
    },
  };
  setPermissionRequestHandler(handler: TestSession['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: TestSession['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: TestSession['device']): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: TestSession['display']): void {
    this.display = handler;
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.spelling = isOn;
  }
}

const eventTo = (url: string, isMainFrame = true) => ({
  url,
  isMainFrame,
  isRefused: false,
  preventDefault() {
    this.isRefused = true;
  },
});

let contents = new Contents();
let warned: string[] = [];
beforeEach(() => {
  contents = new Contents();
  warned = [];
  const app = new EventEmitter();
  guardContents(app as unknown as App, (text) => warned.push(text));
  app.emit('web-contents-created', {}, contents as unknown as WebContents);
});

const answered = (ask: (answer: Answer) => void): unknown[] => {
  const answers: unknown[] = [];
  ask((value) => answers.push(value));
  return answers;
};

describe('a page', () => {
  it('opens no window', () => {
    expect(contents.open?.()).toEqual({ action: 'deny' });
    expect(warned).toEqual(['a new window was refused']);
  });

  it('embeds no page', () => {
    const event = eventTo('app://counter/');
    contents.emit('will-attach-webview', event);
    expect(event.isRefused).toBe(true);
  });

  it.each([
    ['app://counter/', true, false],
    ['app://counter/', false, true],
    ['https://example.com/', true, true],
    ['file:///etc/passwd', true, true],
    ['data:text/html,x', true, true],
  ])('goes to %s, in the main frame %s: refused %s', (url, isMainFrame, isRefused) => {
    const event = eventTo(url, isMainFrame);
    contents.emit('will-frame-navigate', event);
    expect(event.isRefused).toBe(isRefused);
  });

  it('is not sent on to elsewhere', () => {
    const [out, own] = [eventTo('https://example.com/'), eventTo('app://counter/')];
    contents.emit('will-redirect', out);
    contents.emit('will-redirect', own);
    expect([out.isRefused, own.isRefused]).toEqual([true, false]);
  });

  it('sends nothing to others by WebRTC', () => {
    expect(contents.policy).toBe('disable_non_proxied_udp');
  });
});

describe('a session', () => {
  const session = new TestSession();
  guardSession(session as unknown as Session);

  it('gives no permission', () => {
    for (const name of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'usb',
      'fileSystem',
    ])
      expect(answered((answer) => session.request?.({}, name, answer))).toEqual([false]);
    expect(session.check?.()).toBe(false);
  });

  it('hands out no device and no picture of the screen', () => {
    expect(session.device?.()).toBe(false);
    expect(answered((answer) => session.display?.({}, answer))).toEqual([{}]);
  });

  it('downloads nothing, and no dictionary', () => {
    const event = eventTo('app://counter/x.js');
    session.emit('will-download', event);
    expect([event.isRefused, session.spelling]).toEqual([true, false]);
  });

  it.each([
    ['app://counter/assets/main.js', false],
    ['data:image/png;base64,AA', false],
    ['app://other/', true],
    ['http://127.0.0.1:8080/', true],
    ['https://example.com/', true],
    ['wss://example.com/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.com/', true],
  ])('asked for %s, it refuses: %s', (url, cancel) => {
    expect(answered((answer) => session.before?.({ url }, answer))).toEqual([{ cancel }]);
  });
});

it('no name is looked up for a page', () => {
  const switches: string[][] = [];
  guardNetwork({
    appendSwitch: (...words: string[]) => switches.push(words),
  } as unknown as CommandLine);
  expect(switches).toEqual([
    ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ['disable-background-networking'],
  ]);
});
