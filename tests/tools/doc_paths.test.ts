// What the pages say must not name a file or folder that is not there: a promise with a test that is gone is none.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Between backticks, from a folder of the project on: `hub/db/editions.ts`, `hub/maps/`. */
const PATH = /`((?:shared|electron|renderer|hub|stick|resources|tests|tools|docs)\/[\w./-]*)`/g;

const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(PATH)].map(([, path = '']) => path);
const missing = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !existsSync(join(ROOT, path)));

it('sees a path that is not there', () => {
  const text =
    'See `hub/db/editions.ts`, `hub/db/`, `hub/db/nowhere.ts`, `hub status` and `db/x.ts`.';
  expect(pathsIn(text)).toEqual(['hub/db/editions.ts', 'hub/db/', 'hub/db/nowhere.ts']);
  expect(missing(pathsIn(text))).toEqual(['hub/db/nowhere.ts']);
});

const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));

it.each(['README.md', ...PAGES.map((name) => `docs/${name}`)])(
  '%s names only paths that are there',
  (page) => {
    expect(missing(pathsIn(readFileSync(join(ROOT, page), 'utf8')))).toEqual([]);
  },
);

it.each(['where.md', 'architecture.md', 'security.md', 'reliability.md'])(
  '%s is read as it is written',
  (page) => {
    expect(pathsIn(readFileSync(join(ROOT, 'docs', page), 'utf8')).length).toBeGreaterThan(40);
  },
);
