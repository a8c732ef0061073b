// A page that somebody has taken over: it finds no way out, gets no permission, and sees nothing of the machine.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './desk.ts';

test('a page that is taken over stays alone', async ({ openDesk }) => {
  const desk = await openDesk();
  const { electron, page } = await desk.launch();
  const heard: string[] = [];
  const web = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  });
  const stun = createSocket('udp4').on('message', () => heard.push('stun'));
  web.listen(0, '127.0.0.1');
  stun.bind(0, '127.0.0.1');
  await Promise.all([once(web, 'listening'), once(stun, 'listening')]);
  const outside = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  try {
    const found = await page.evaluate(
      async ({ address, port }) => {
        // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
        const refused = (act: () => Promise<unknown>): Promise<boolean> =>
          act().then(
            () => false,
            () => true,
          );
        // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
        const put = (tag: string, given: Record<string, string>): void => {
          document.body.append(Object.assign(document.createElement(tag), given));
        };
        put('img', { src: `${address}/image` });
        put('script', { src: `${address}/script` });
        put('script', { textContent: 'window.wasRun = true' });
        put('iframe', { src: `${address}/frame` });
        put('link', { rel: 'prefetch', href: `${address}/prefetch` });
        navigator.sendBeacon(`${address}/beacon`, 'x');
        const isFetchRefused = await refused(() => fetch(`${address}/fetch`));
        // It may be made; what it sends to its server is what would be heard.
        await refused(async () => {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
          peer.createDataChannel('x');
          await peer.setLocalDescription(await peer.createOffer());
          await new Promise((resolve) => setTimeout(resolve, 1_500));
        });
        return {
          isFetchRefused,
          isWindowOpen: window.open(`${address}/window`) !== null,
          wasRun: 'wasRun' in window,
          isMediaRefused: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true })),
          isScreenRefused: await refused(() => navigator.mediaDevices.getDisplayMedia()),
          notifications: await Notification.requestPermission(),
          ofNode: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
          shell: Object.keys(Reflect.get(window, 'counterShell') as object).toSorted(),
        };
      },
      { address: outside, port: stun.address().port },
    );
    expect(found).toMatchObject({
      isFetchRefused: true,
      isWindowOpen: false,
      wasRun: false,
      isMediaRefused: true,
      isScreenRefused: true,
      notifications: 'denied',
      ofNode: [],
      shell: [
        'chooseStick',
        'info',
        'machine',
        'onDataHealth',
        'restartData',
        'saveDiagnostics',
        'saveFile',
        'savePdf',
        'setDisplay',
        'setLanguage',
        'setTextSize',
      ],
    });
    await page.evaluate((address) => void (window.location.href = `${address}/left`), outside);
    await expect.poll(() => page.url()).toContain('app://counter/');

    const main = await electron.evaluate(async ({ app, session, BrowserWindow }, address) => {
      // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the main process
      const failure = (act: Promise<unknown>): Promise<string> =>
        act.then(
          () => 'let through',
          (error: Error) => error.message,
        );
      const [window] = BrowserWindow.getAllWindows();
      return {
        windows: BrowserWindow.getAllWindows().length,
        hasSandbox: app.commandLine.hasSwitch('enable-sandbox'),
        looked: await failure(session.defaultSession.resolveHost('localhost')),
        loaded: await failure(window?.loadURL(`${address}/loaded`) ?? Promise.resolve()),
      };
    }, outside);
    expect(main).toMatchObject({
      windows: 1,
      hasSandbox: true,
      looked: expect.stringContaining('ERR_NAME_NOT_RESOLVED'),
      loaded: expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
    });
    expect(heard).toEqual([]);
  } finally {
    web.close();
    stun.close();
  }
});
