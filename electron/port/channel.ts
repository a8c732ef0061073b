// A message port as both sides see it, whatever the platform calls it, and adapters for the three kinds in use.

export type Channel = {
  send(message: unknown): void;
  /** Begins delivery; call once. */
  onMessage(listener: (message: unknown) => void): void;
  /** The other end closed, or its process died. */
  onClose(listener: () => void): void;
  close(): void;
};

/** Electron's MessagePortMain, in main and in the utility process. */
export type ElectronPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};

export const electronChannel = (port: ElectronPort): Channel => ({
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', (event) => listener(event.data));
    port.start();
  },
  onClose(listener) {
    port.on('close', listener);
  },
  close: () => port.close(),
});

/** node:worker_threads MessagePort: both sides in one process, for tests. */
export type NodePort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
};

export const nodeChannel = (port: NodePort): Channel => ({
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', listener);
  },
  onClose(listener) {
    port.on('close', listener);
  },
  close: () => port.close(),
});

/** The page's MessagePort. Chromium tells of the other end's death since version 122. */
export type PagePort = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
};

export const pageChannel = (port: PagePort): Channel => ({
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.addEventListener('message', (event) => listener(event.data));
    port.start();
  },
  onClose(listener) {
    port.addEventListener('close', () => listener());
  },
  close: () => port.close(),
});
