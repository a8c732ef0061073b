// Switches of Chromium and Electron that open the window to others. A package does not start with them.

const REFUSED = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'browser-subprocess-path',
  'custom-devtools-frontend',
  'disable-features',
  'disable-gpu-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  'enable-features',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'no-zygote-sandbox',
  'renderer-cmd-prefix',
  'single-process',
  'ssl-key-log-file',
  'trace-startup',
  'trace-startup-file',
  'unsafely-treat-insecure-origin-as-secure',
  'utility-cmd-prefix',
] as const;

/** By these another program drives the page as if it were the clerk. */
const DRIVING = [
  'inspect',
  'inspect-brk',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
] as const;

export type SwitchCheck = {
  readonly isPackaged: boolean;
  /** As it was started: `app.commandLine` also has what Electron sets itself, as --allow-file-access-from-files. */
  readonly argv: readonly string[];
  /** Packed for the end-to-end tests, which drive it. */
  readonly isForTest: () => boolean;
};

/** Chromium takes one hyphen or two, on Windows also a slash and capitals. */
const SWITCH = /^(?:--?|\/)([a-z-]+)(?:=|$)/;

/** The first of them that is there; null: none. */
export function refusedSwitch({ isPackaged, argv, isForTest }: SwitchCheck): string | null {
  if (!isPackaged) return null;
  const given = new Set(argv.map((each) => SWITCH.exec(each.toLowerCase())?.[1]));
  const opening = REFUSED.find((name) => given.has(name));
  if (opening !== undefined) return opening;
  const driving = DRIVING.find((name) => given.has(name));
  return driving === undefined || isForTest() ? null : driving;
}
