// The page's only view of main: `window.counterShell`, and the port to the data process handed over by message.
import { contextBridge, ipcRenderer } from 'electron';
import { SHELL } from '#electron/port/shell_channels.ts';
import {
  type ChosenStick,
  type DataHealth,
  DISPLAY_PORT_MESSAGE,
  type Machine,
  PORT_MESSAGE,
  type SavedFile,
  type Shell,
  type ShellInfo,
} from '#shared/contract/shell.ts';
import { handOverPorts } from './hand_over.ts';

// An empty document that comes before the page gets nothing.
if (window.location.protocol === 'app:') {
  exposeShell();
  handOverPorts(SHELL.displayPort, DISPLAY_PORT_MESSAGE);
  handOverPorts(SHELL.port, PORT_MESSAGE);
  ipcRenderer.send(SHELL.wantPort);
  tellWhenPainted();
}

function exposeShell(): void {
  let health: DataHealth | null = null;
  const listeners: ((health: DataHealth) => void)[] = [];
  ipcRenderer.on(SHELL.health, (_, next: DataHealth) => {
    health = next;
    for (const listener of listeners) listener(next);
  });
  const shell: Shell = {
    info: ipcRenderer.sendSync(SHELL.info) as ShellInfo,
    setLanguage: (language) => ipcRenderer.send(SHELL.setLanguage, language),
    machine: () => ask(SHELL.machine, null),
    setTextSize: (percent) => ask(SHELL.setTextSize, percent),
    setDisplay: (isOn) => ask(SHELL.setDisplay, isOn),
    saveFile: (fileName, bytes) => save(SHELL.saveFile, [fileName, bytes]),
    savePdf: (fileName, what) => save(SHELL.savePdf, [fileName, what]),
    saveDiagnostics: (fileName, facts) => save(SHELL.saveDiagnostics, [fileName, facts]),
    chooseStick: async () => {
      const chosen: unknown = await ipcRenderer.invoke(SHELL.chooseStick, []);
      return (chosen ?? { chosen: false, name: null }) as ChosenStick;
    },
    restartData: () => ipcRenderer.send(SHELL.restartData),
    onDataHealth: (listener) => {
      listeners.push(listener);
      if (health !== null) listener(health);
    },
  };
  contextBridge.exposeInMainWorld('counterShell', shell);
}

const ask = async (channel: string, input: unknown): Promise<Machine> =>
  (await ipcRenderer.invoke(channel, input)) as Machine;

async function save(channel: string, input: readonly unknown[]): Promise<SavedFile> {
  const saved: unknown = await ipcRenderer.invoke(channel, input);
  return (saved ?? { saved: false, path: null }) as SavedFile;
}

/** The page sets the attribute once a frame has painted it. */
function tellWhenPainted(): void {
  // The root element is not there yet, so its document is watched.
  const observer = new MutationObserver(() => {
    if (!document.documentElement?.hasAttribute('data-ready')) return;
    observer.disconnect();
    ipcRenderer.send(SHELL.painted);
  });
  observer.observe(document, { attributes: true, attributeFilter: ['data-ready'], subtree: true });
}
