// A catalog folder: catalog.yaml, gifts.yaml, holdings.yaml, labels.yaml, lotteries.yaml, policy.yaml, and offers/ with
// one file a strategy. Labels and lotteries may be missing: a branch does without them.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Catalog,
  type CatalogGift,
  catalogGiftSchema,
  catalogSchema,
  type Label,
  labelSchema,
  type Lottery,
  lotterySchema,
  type Offer,
  offerSchema,
} from '#shared/model/catalog.ts';
import { type Policy, policySchema } from '#shared/model/policy.ts';
import type { CatalogFileProblem } from './problem.ts';
import { schemaProblems } from './schema_problems.ts';
import { readYaml, type YamlSource } from './yaml_source.ts';

/** What could be read; null parts are told in `problems`. */
export type FolderReading = {
  readonly edition: ReadFile<{ readonly version: string }> | null;
  readonly gifts: ReadFile<readonly CatalogGift[]> | null;
  readonly holdings: ReadFile<NonNullable<Catalog['holdings']>> | null;
  readonly labels: ReadFile<readonly Label[]> | null;
  readonly lotteries: ReadFile<readonly Lottery[]> | null;
  readonly policy: ReadFile<Policy> | null;
  readonly offers: readonly ReadFile<Offer>[];
  readonly problems: readonly CatalogFileProblem[];
};

export type ReadFile<T> = { readonly value: T; readonly source: YamlSource };

const editionSchema = z.strictObject({ version: z.string().min(1) });

export async function readCatalogFolder(folder: string): Promise<FolderReading> {
  const problems: CatalogFileProblem[] = [];
  const [edition, gifts, holdings, policy] = [
    await readAs(join(folder, 'catalog.yaml'), 'catalog.yaml', editionSchema, problems),
    await readAs(join(folder, 'gifts.yaml'), 'gifts.yaml', z.array(catalogGiftSchema), problems),
    await readAs(
      join(folder, 'holdings.yaml'),
      'holdings.yaml',
      catalogSchema.shape.holdings.unwrap(),
      problems,
    ),
    await readAs(join(folder, 'policy.yaml'), 'policy.yaml', policySchema, problems),
  ];
  const readOptional = async <S extends z.ZodType>(
    name: string,
    schema: S,
  ): Promise<ReadFile<z.output<S>> | null> =>
    existsSync(join(folder, name)) ? readAs(join(folder, name), name, schema, problems) : null;
  const labels = await readOptional('labels.yaml', z.array(labelSchema));
  const lotteries = await readOptional('lotteries.yaml', z.array(lotterySchema));
  const offers: ReadFile<Offer>[] = [];
  for (const name of await offerFiles(folder, problems)) {
    const read = await readAs(
      join(folder, 'offers', name),
      `offers/${name}`,
      offerSchema,
      problems,
    );
    if (read !== null) offers.push(read);
  }
  return {
    edition,
    gifts,
    holdings,
    labels,
    lotteries,
    policy,
    offers,
    problems,
  };
}

async function offerFiles(
  folder: string,
  problems: CatalogFileProblem[],
): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'offers')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  if (files.length === 0) {
    problems.push({
      severity: 'error',
      file: 'offers',
      line: 1,
      field: '',
      message: 'there is no offer',
      remedy: 'Put one YAML file for each strategy into the folder offers/.',
    });
  }
  return files;
}

async function readAs<S extends z.ZodType>(
  path: string,
  file: string,
  schema: S,
  problems: CatalogFileProblem[],
): Promise<ReadFile<z.output<S>> | null> {
  const source = await readYaml(path, file);
  if (!source.ok) {
    problems.push(...source.error.problems);
    return null;
  }
  const parsed = schema.safeParse(source.value.value);
  if (parsed.success) return { value: parsed.data, source: source.value };
  problems.push(...schemaProblems(source.value, parsed.error));
  return null;
}
