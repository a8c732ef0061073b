// The yardstick of `start` and `memory`: an Electron that shows one window and does nothing else.
const { app, BrowserWindow } = require('electron');
const { writeFileSync } = require('node:fs');

const mark = process.argv[process.argv.indexOf('--mark') + 1];
app.setPath('userData', process.argv[process.argv.indexOf('--profile') + 1]);
app.enableSandbox();
void app.whenReady().then(showWindow);

function showWindow() {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false });
  window.once('ready-to-show', () => {
    window.show();
    writeFileSync(mark, String(Date.now()));
  });
  void window.loadURL('data:text/html,<h1>Hello</h1>');
}
