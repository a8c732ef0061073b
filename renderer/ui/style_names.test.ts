// A class that a component names and its style sheet has not leaves what it is put on as the browser has it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = join(import.meta.dirname, '..');

const textOf = (path: string): string => readFileSync(path, 'utf8');

function classesOf(sheet: string): ReadonlySet<string> {
  const css = textOf(sheet).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return new Set([...css.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name = '']) => name));
}

test('every class that a component names is in its style sheet', () => {
  const missing: string[] = [];
  let looked = 0;
  for (const name of readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.tsx')) continue;
    const file = join(RENDERER, name);
    const code = textOf(file);
    for (const [, sheetName = '', from = ''] of code.matchAll(
      /import (\w+) from '([^']+\.module\.css)'/g,
    )) {
      const sheet = from.startsWith('#renderer/')
        ? join(RENDERER, from.slice('#renderer/'.length))
        : join(dirname(file), from);
      const classes = classesOf(sheet);
      for (const [, used = ''] of code.matchAll(
        new RegExp(`\\b${sheetName}\\['([\\w-]+)'\\]`, 'g'),
      )) {
        looked += 1;
        if (!classes.has(used)) missing.push(`${name}: ${used}`);
      }
    }
  }
  expect(looked).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
