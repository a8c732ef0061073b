// npm run shots: takes the pictures of the handbook (docs/pictures/) from the running app.
import { runMain } from './setup/progress.mjs';
import { runScript } from './test/script.mjs';

await runMain(() => runScript('tests/shots/shots.ts', 'dist/shots', process.argv.slice(2)));
