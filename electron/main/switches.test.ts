import { describe, expect, it } from 'vitest';
import { refusedSwitch } from './switches.ts';

const refused = (name: string, isForTest = false, isPackaged = true): string | null =>
  typed(`--${name}=x`, isForTest, isPackaged);

const typed = (word: string, isForTest = false, isPackaged = true): string | null =>
  refusedSwitch({ isPackaged, argv: ['counter-assist', word], isForTest: () => isForTest });

describe('a package', () => {
  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'])(
    'does not start with --%s, but as packed for the tests',
    (name) => {
      expect(refused(name)).toBe(name);
      expect(refused(name, true)).toBeNull();
    },
  );

  it.each([
    'no-sandbox',
    'disable-gpu-sandbox',
    'disable-web-security',
    'js-flags',
    'load-extension',
    'single-process',
    'renderer-cmd-prefix',
    'ignore-certificate-errors',
    'host-resolver-rules',
    'enable-blink-features',
    'enable-experimental-web-platform-features',
    'auto-open-devtools-for-tabs',
    'enable-features',
    'disable-features',
    'gpu-launcher',
    'browser-subprocess-path',
    'trace-startup-file',
    'disable-seccomp-filter-sandbox',
  ])('does not start with --%s, however it is packed', (name) => {
    expect(refused(name)).toBe(name);
    expect(refused(name, true)).toBe(name);
  });

  it.each(['--no-sandbox', '-no-sandbox', '/No-Sandbox', '--NO-SANDBOX=1'])(
    'knows it as %s too',
    (word) => {
      expect(typed(word)).toBe('no-sandbox');
    },
  );

  it('leaves harmless ones alone', () => {
    expect(typed('--data=/no-sandbox')).toBeNull();
    expect(refused('force-device-scale-factor')).toBeNull();
  });
});

it('whoever develops starts as they like', () => {
  expect(refused('remote-debugging-port', false, false)).toBeNull();
});
