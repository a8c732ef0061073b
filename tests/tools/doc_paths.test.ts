// The pages that show a newcomer the way must not name a file or folder that is not there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Between backticks, from a folder of the project on: `hub/db/editions.ts`, `hub/maps/`. */
const PATH = /`((?:shared|electron|renderer|hub|resources|tests|tools|docs)\/[\w./-]*)`/g;

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

it.each(['docs/where.md', 'docs/architecture.md'])('%s names only paths that are there', (page) => {
  const paths = pathsIn(readFileSync(join(ROOT, page), 'utf8'));
  expect(paths.length).toBeGreaterThan(5);
  expect(missing(paths)).toEqual([]);
});
