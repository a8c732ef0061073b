// No menu bar. macOS takes copy and paste from a menu, so it gets a minimal one.
import { Menu } from 'electron';

export const applicationMenu = (platform: NodeJS.Platform): Menu | null =>
  platform === 'darwin'
    ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
    : null;
