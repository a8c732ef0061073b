// Hands ports of main over to the page, by message.
import { ipcRenderer } from 'electron';

/** The page listens once its first script has run, which is before the document counts as loaded. */
export function handOverPorts(channel: string, message: string): void {
  let isListening = false;
  let held: MessagePort | null = null;
  const handOver = (): void => {
    if (!isListening || held === null) return;
    window.postMessage(message, window.location.origin, [held]);
    held = null;
  };
  ipcRenderer.on(channel, (event) => {
    held?.close();
    held = event.ports[0] ?? null;
    handOver();
  });
  window.addEventListener('DOMContentLoaded', () => {
    isListening = true;
    handOver();
  });
}
