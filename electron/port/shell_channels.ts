// Names of the few IPC channels between preload and main. What they carry is the Shell of the contract.

export const SHELL = {
  /** Synchronous: the ShellInfo. */
  info: 'shell:info',
  setLanguage: 'shell:set-language',
  /** Answer a Machine. */
  machine: 'shell:machine',
  setTextSize: 'shell:set-text-size',
  setDisplay: 'shell:set-display',
  saveFile: 'shell:save-file',
  savePdf: 'shell:save-pdf',
  saveDiagnostics: 'shell:save-diagnostics',
  chooseStick: 'shell:choose-stick',
  restartData: 'shell:restart-data',
  /** To main: this page wants a port to the data process. */
  wantPort: 'shell:want-port',
  /** To the page, with the port as the only transferable. */
  port: 'shell:port',
  /** To the page: a DataHealth. */
  health: 'shell:health',
  /** To main: the first real page is painted (`data-ready` on the root element). */
  painted: 'shell:painted',
  /** To the page: a port to the customer's screen, as the only transferable. */
  displayPort: 'shell:display-port',
} as const;

/** Those of the customer's screen: it asks for its port and gets it. */
export const DISPLAY = { wantPort: 'display:want-port', port: 'display:port' } as const;
