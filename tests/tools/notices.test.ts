// What is bundled is named with its licence, and a licence that asks for more stops the build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { collectNotices } from '#tools/build/notices.mjs';

async function bundle(licence: string): Promise<unknown> {
  const root = temporaryFolder();
  const library = join(root, 'node_modules', 'library');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "name": "app", "version": "1.0.0" }');
  const manifest = { name: 'library', version: '1.2.3', license: licence, main: 'index.js' };
  writeFileSync(join(library, 'package.json'), JSON.stringify({ ...manifest, type: 'module' }));
  writeFileSync(join(library, 'index.js'), 'export const answer = () => Date.now();');
  writeFileSync(join(library, 'LICENSE'), 'You may.');
  writeFileSync(join(root, 'entry.js'), "import { answer } from 'library'; console.log(answer());");
  const notices = join(root, 'notices.json');
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [await collectNotices(notices, root)],
    build: { lib: { entry: join(root, 'entry.js'), formats: ['es'] } },
  });
  return JSON.parse(readFileSync(notices, 'utf8'));
}

it('names what is bundled', async () => {
  expect(await bundle('MIT')).toEqual([
    { name: 'library', version: '1.2.3', licence: 'MIT', text: 'You may.' },
  ]);
});

it('refuses a licence that is not allowed, and none at all', async () => {
  await expect(bundle('GPL-3.0-only')).rejects.toThrow(/library/);
  await expect(bundle('')).rejects.toThrow(/library/);
});
