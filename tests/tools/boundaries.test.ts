// The check of import directions must refuse what the table forbids, and must see the imports that are there.
import { describe, expect, it } from 'vitest';
import { problemOf } from '#tools/boundaries.mjs';
import { importsOf } from '#tools/boundaries/imports.mjs';

const problems = (from: string, source: string) =>
  importsOf(from, source).map((one) => problemOf(one));

describe('reading imports', () => {
  it('sees every form of import', () => {
    const source = [
      "import { a } from '#shared/base/a.ts';",
      "import type { B } from './b.ts';",
      "import './c.css';",
      "export { d } from '../d.ts';",
      "const e = await import('node:fs');",
      'import {',
      '  f,',
      "} from '#shared/base/f.ts';",
      "// import { g } from './g.ts';",
    ].join('\n');
    expect(importsOf('hub/db/x.ts', source).map(({ to, isType }) => [to, isType])).toEqual([
      ['shared/base/a.ts', false],
      ['hub/db/b.ts', true],
      ['hub/db/c.css', false],
      ['hub/d.ts', false],
      ['node:fs', false],
      ['shared/base/f.ts', false],
    ]);
  });
});

describe('directions', () => {
  it.each([
    ['shared/base/money.ts', "import { x } from '#shared/model/x.ts';"],
    ['shared/engine/rank.ts', "import { x } from '#shared/contract/x.ts';"],
    ['shared/base/money.ts', "import { z } from 'zod';"],
    ['shared/base/money.ts', "import { app } from 'electron';"],
    ['shared/base/money.ts', "import type { App } from 'electron';"],
    ['shared/model/branch.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/model/branch.ts', "import type { Stats } from 'node:fs';"],
    ['shared/engine/rank.ts', "import { x } from '#electron/port/x.ts';"],
    ['shared/contract/x.ts', "import type { X } from '#hub/x.ts';"],
    ['shared/wire/x.ts', "import { x } from '#renderer/ui/x.ts';"],
    ['shared/wire/x.ts', "import { useMemo } from 'react';"],
    ['electron/main/index.ts', "import { x } from '#electron/data/x.ts';"],
    ['electron/main/index.ts', "import Database from 'better-sqlite3-multiple-ciphers';"],
    ['electron/data/index.ts', "import { x } from '#hub/x.ts';"],
    ['electron/port/x.ts', "import type { X } from '#renderer/ui/x.ts';"],
    ['hub/cli.ts', "import { x } from '#electron/port/x.ts';"],
    ['hub/cli.ts', "import type { X } from '#renderer/ui/x.ts';"],
    ['hub/cli.ts', "import type { App } from 'electron';"],
    ['hub/publish/x.ts', "import { x } from '../db/x.ts';"],
    ['hub/publish/x.pg.test.ts', "import { x } from '../db/x.ts';"],
    ['renderer/features/a/x.tsx', "import { x } from '#renderer/features/b/x.tsx';"],
    ['renderer/ui/x.tsx', "import { x } from '../client/x.ts';"],
    ['renderer/main.tsx', "import { ipcRenderer } from 'electron';"],
    ['renderer/main.tsx', "import type { IpcRenderer } from 'electron';"],
    ['renderer/features/a/x.tsx', "const { join } = await import('node:path');"],
    ['renderer/app/x.ts', "import { x } from '#electron/main/x.ts';"],
    ['renderer/client/x.ts', "import type { X } from '#electron/data/x.ts';"],
    ['renderer/app/x.ts', "import { x } from '#hub/x.ts';"],
    ['electron/data/a/b/x.ts', "import { x } from '../../../shared/base/x.ts';"],
    ['electron/data/x.ts', "import { x } from './y';"],
  ])('%s may not %s', (from, source) => {
    expect(problems(from, source)).toEqual([expect.any(String)]);
  });

  it.each([
    ['shared/wire/pack.ts', "import { z } from 'zod';"],
    ['electron/data/index.ts', "import { x } from '#shared/engine/x.ts';"],
    ['electron/main/index.ts', "import { x } from '../port/x.ts';"],
    ['renderer/features/a/x.tsx', "import { x } from './y.tsx';"],
    ['renderer/app/x.tsx', "import { x } from '#renderer/features/a/x.tsx';"],
    ['hub/publish/x.ts', "import pg from 'pg';"],
    ['hub/publish/x.ts', "import { x } from './y.ts';"],
    ['hub/publish/x.ts', "import { x } from '#hub/db/x.ts';"],
    ['hub/publish/x.test.ts', "import { x } from '#tests/fixtures/x.ts';"],
  ])('%s may %s', (from, source) => {
    expect(problems(from, source)).toEqual([null]);
  });
});
