// YAML that people write: maps of an import, and the folder of the catalog.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '#shared/base/random.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { problemLine } from '#hub/catalog/problem.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { parseMap } from '#hub/import/load_map.ts';
import { refused, type Target, TAKEN } from '../fuzz.ts';
import { below, mutateBytes, pick } from '../mutate.ts';

export function mapsTarget(): Target {
  const samples = ['customers', 'top_ups', 'staff', 'cmcc_beijing_voice'].map((name) =>
    readFileSync(`hub/maps/${name}.yaml`, 'utf8'),
  );
  return {
    feed(chance) {
      const text = mutateYaml(pick(samples, chance), samples, chance);
      const parsed = parseMap(text, 'own.yaml');
      return parsed.ok ? TAKEN : refused(describeImportError(parsed.error).en);
    },
  };
}

const FILES = [
  'catalog.yaml',
  'gifts.yaml',
  'holdings.yaml',
  'labels.yaml',
  'policy.yaml',
  'offers/prepay-gift.yaml',
] as const;

const withoutRemarks = (file: string): string =>
  readFileSync(join(shippedCatalogFolder(), file), 'utf8').replaceAll(/^ *#.*\n/gm, '');

export function catalogTarget(): Target {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-catalog-'));
  mkdirSync(join(folder, 'offers'));
  const texts = new Map(FILES.map((file) => [file, withoutRemarks(file)]));
  for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  const samples = [...texts.values()];
  return {
    async feed(chance) {
      const file = pick(FILES, chance);
      writeFileSync(join(folder, file), mutateYaml(texts.get(file) ?? '', samples, chance));
      const loaded = await loadCatalogFolder(folder, '2026-11-29');
      writeFileSync(join(folder, file), texts.get(file) ?? '');
      if (loaded.ok) return TAKEN;
      const { problems } = loaded.error;
      if (!problems.some(({ severity }) => severity === 'error')) return refused('');
      return refused(problems.slice(0, 20).map(problemLine).join('\n').slice(0, 10_000));
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** By lines, as people slip, and by bytes. */
function mutateYaml(text: string, samples: readonly string[], chance: Random): string {
  if (chance() < 0.4) {
    const others = samples.map((one) => Buffer.from(one));
    return mutateBytes(Buffer.from(text), others, chance).toString('utf8');
  }
  const lines = text.split('\n');
  for (let rounds = 1 + below(3, chance); rounds > 0; rounds -= 1) {
    const at = below(lines.length, chance);
    const line = lines[at] ?? '';
    const colon = line.indexOf(':');
    switch (below(6, chance)) {
      case 0:
        lines[at] = `${' '.repeat(below(9, chance))}${line.trim()}`;
        break;
      case 1:
        lines.splice(at, 0, line);
        break;
      case 2:
        lines.splice(at, 1);
        break;
      case 3:
        lines.splice(at, 0, ...pick(samples, chance).split('\n').slice(0, below(12, chance)));
        break;
      default:
        if (colon >= 0) lines[at] = `${line.slice(0, colon)}: ${pick(ODD, chance)}`;
    }
  }
  return lines.join('\n');
}

const BOMB = `{ a: &a [x, x, x, x, x, x, x, x, x], b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a], c: &c [*b, *b, *b, *b, *b, *b, *b, *b], d: &d [*c, *c, *c, *c, *c, *c, *c, *c], e: [*d, *d, *d, *d, *d, *d, *d, *d] }`;
const ODD = [
  BOMB,
  '*nothing',
  '&me [*me]',
  '{ <<: { a: 1 } }',
  '!!js/function "x"',
  '!!binary AAAA',
  '!!set { a, b }',
  '!<tag:yaml.org,2002:python/object> x',
  '{ __proto__: { polluted: true } }',
  '{ constructor: 1, toString: 2 }',
  '? [a, b]',
  '.inf',
  '.nan',
  '0x7fffffffffffffffff',
  '1e400',
  '-1',
  '2026-02-30',
  '~',
  '""',
  '"\\0"',
  '|',
  '>-',
  '[',
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  'customer.balance > ',
  '"{{{{name}}}}"',
  `"${'(a+)+'.repeat(30)}"`,
];
