// The customer's screen gets one port to the counter's page, and nothing of main or of Electron.
import { ipcRenderer } from 'electron';
import { DISPLAY } from '#electron/port/shell_channels.ts';
import { DISPLAY_PORT_MESSAGE } from '#shared/contract/shell.ts';
import { handOverPorts } from '../hand_over.ts';

// An empty document that comes before the page gets nothing.
if (window.location.protocol === 'app:') {
  handOverPorts(DISPLAY.port, DISPLAY_PORT_MESSAGE);
  ipcRenderer.send(DISPLAY.wantPort);
}
