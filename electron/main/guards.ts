// What no page may do, whatever it carries: leave the app, open windows, embed pages, ask for devices.
import type { App, CommandLine, Session, WebContents } from 'electron';
import { isOurs } from './app_path.ts';

type Warn = (text: string) => void;

/** No name is ever looked up for a page, not even ahead of a link. HQ is spoken to by the data process alone. */
export function guardNetwork(commandLine: CommandLine): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
}

export function guardContents(app: App, warn: Warn): void {
  app.on('web-contents-created', (_, contents) => guard(contents, warn));
}

function guard(contents: WebContents, warn: Warn): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => {
    warn('a new window was refused');
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    warn('an embedded page was refused');
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOurs(event.url)) return;
    event.preventDefault();
    warn('navigation out of the app was refused');
  });
  contents.on('will-redirect', (event) => {
    if (isOurs(event.url)) return;
    event.preventDefault();
    warn('a redirect out of the app was refused');
  });
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !staysInside(url) }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/** The app's own files, and what needs no way out. Developer tools are there in development only. */
const staysInside = (url: string): boolean => isOurs(url) || /^(?:data|blob|devtools):/.test(url);
