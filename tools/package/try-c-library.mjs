// node tools/package/try-c-library.mjs FOLDER: opens an encrypted database with the module that packages for Linux hold,
// under another C library. FOLDER is a root with it: libc6 and libgcc-s1 of that system, unpacked with dpkg-deb -x.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE_FILE } from '../setup/native.mjs';
import { ROOT } from '../setup/paths.mjs';
import { runMain, SetupError } from '../setup/progress.mjs';
import { runOrFail } from '../setup/run.mjs';

const PROGRAM = `
  const Database = require(process.argv[1]);
  const db = new Database(':memory:', { nativeBinding: process.argv[2] });
  db.pragma("cipher='aegis'");
  db.exec('CREATE TABLE t (a); CREATE VIRTUAL TABLE f USING fts5(name)');
  const put = db.prepare('INSERT INTO t VALUES (?)');
  for (let n = 1; n <= 1000; n += 1) put.run(n);
  const { sum, e } = db.prepare('SELECT sum(a) AS sum, round(exp(1), 5) AS e FROM t').get();
  if (sum !== 500500 || e !== 2.71828) process.exit(3);
  console.log(process.report.getReport().header.glibcVersionRuntime);
`;

await runMain(async () => {
  const folder = process.argv[2] ?? '';
  const places = ['lib', 'usr/lib'].flatMap((lib) =>
    ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((name) => join(folder, lib, name)),
  );
  const libraries = places.filter((place) => existsSync(place));
  const loader = libraries.flatMap((place) =>
    readdirSync(place)
      .filter((name) => /^ld-(linux-.*\.so\.\d|2\.\d+\.so)$/.test(name))
      .map((name) => join(place, name)),
  )[0];
  if (loader === undefined) throw new SetupError(`There is no C library in ${folder || 'FOLDER'}.`);
  const module = join(ROOT, 'node_modules', 'better-sqlite3-multiple-ciphers');
  const version = await runOrFail('The database module', loader, [
    '--library-path',
    libraries.join(':'),
    process.execPath,
    '-e',
    PROGRAM,
    module,
    NATIVE_FILE,
  ]);
  console.log(`The database module works with the C library ${version.trim()}.`);
});
