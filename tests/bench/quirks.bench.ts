// npm run bench -- quirks [FILES [FIRST]]: generated files with the quirks of real ones, none of which may change a value in silence.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryFile } from '#hub/import/quirks/try_file.ts';
import { namedMap } from '#hub/import/test_reading.ts';
import { tellFigure } from './tell_figure.ts';

const [files = 100_000, first = 1] = process.argv.slice(2).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'quirks-'));
const path = (name: string): string => join(folder, name);
const place = {
  path,
  write: async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(path(name), content);
    return path(name);
  },
  remove: () => rm(folder, { recursive: true, force: true }),
};
const map = await namedMap('customers');
const silent: string[] = [];
let meant = 0;
let imported = 0;
for (let seed = first; seed < first + files; seed += 1) {
  const tried = await tryFile(seed, map, place);
  silent.push(...tried.silent);
  meant += tried.meant;
  imported += tried.imported;
}
await place.remove();
for (const line of silent.slice(0, 50)) console.error(line);
console.log(
  `${files} files, ${meant} rows, ${imported} imported as they were meant, the others refused by name`,
);
tellFigure({
  name: 'quirks',
  unit: 'silent differences',
  figure: silent.length,
  digits: 0,
  target: 0,
});
