// npm run sheet: every page in every language, theme and size, measured, and side by side in dist/shots/sheet/.
import { runMain } from './setup/progress.mjs';
import { runScript } from './test/script.mjs';

await runMain(() => runScript('tests/shots/sheet.ts', 'dist/shots', process.argv.slice(2)));
