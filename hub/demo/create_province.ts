// The demo province from nothing to published: customers, catalog, models, scores, packs.
import type { Day } from '#shared/base/month.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import { readBranches } from '#hub/db/branch.ts';
import { type EditionTaken, saveEditions } from '#hub/db/catalog.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readModel } from '#hub/db/editions.ts';
import { readLatestPack } from '#hub/db/pack.ts';
import { type CatalogRefused, loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { isOfToday } from '#hub/publish/pack_store.ts';
import { publishBranch } from '#hub/publish/publish.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import type { HubSecret } from '#hub/secret.ts';
import { trainChurn } from '#hub/train/train_churn.ts';
import { trainLifetime } from '#hub/train/train_lifetime.ts';
import { type BranchTaken, loadProvince } from './load_province.ts';

export type CreateProvinceOptions = {
  readonly seed: number;
  readonly customers: number;
  readonly branches: number;
  readonly today: Day;
  /** UTC ms */
  readonly now: number;
  readonly catalogFolder: string;
  /** Threads to train models on; none but the calling one when left out. */
  readonly workers?: number;
};

/** Fits the command line's progress. */
export interface StepProgress {
  begin(label: string, total?: number): { update(done: number): void; end(summary?: string): void };
}

export type CreateProvinceError = BranchTaken | CatalogRefused | EditionTaken;

export type ProvinceReport = {
  readonly branches: readonly { readonly code: string; readonly customers: number }[];
};

/** 20,000 customers in three branches: what `hub demo` and a first start make. */
export const DEFAULT_PROVINCE = { seed: 1, customers: 20_000, branches: 3 } as const;

/**
 * The customers come in one transaction; what follows is taken up again by `resumeProvince` when this is cut
 * off. A catalog and models that HQ has put in force already stay in force.
 */
export async function createProvince(
  db: Database,
  secret: HubSecret,
  options: CreateProvinceOptions,
  progress: StepProgress,
): Promise<Result<ProvinceReport, CreateProvinceError>> {
  const catalog = await loadCatalogFolder(options.catalogFolder);
  if (!catalog.ok) return catalog;

  const loading = progress.begin('demo province: customers', options.customers);
  const loaded = await loadProvince(db, { ...options, onProgress: (done) => loading.update(done) });
  if (!loaded.ok) {
    loading.end('demo province: stopped');
    return loaded;
  }
  loading.end(`demo province: ${options.customers} customers`);

  const codes = loaded.value.map(({ code }) => code);
  return finishProvince(db, secret, codes, catalog.value, options, progress);
}

/** The demo branches without a pack that the apps of today can read: cut off before they were published, or of an older program. */
export async function resumeProvince(
  db: Database,
  secret: HubSecret,
  options: Pick<CreateProvinceOptions, 'now' | 'catalogFolder' | 'workers'>,
  progress: StepProgress,
): Promise<Result<ProvinceReport, CreateProvinceError>> {
  const codes: string[] = [];
  for (const { code, isDemo } of await readBranches(db)) {
    const pack = isDemo ? await readLatestPack(db, code) : undefined;
    if (isDemo && (pack === undefined || !isOfToday(pack))) codes.push(code);
  }
  if (codes.length === 0) return ok({ branches: [] });
  const catalog = await loadCatalogFolder(options.catalogFolder);
  if (!catalog.ok) return catalog;
  return finishProvince(db, secret, codes, catalog.value, options, progress);
}

async function finishProvince(
  db: Database,
  secret: HubSecret,
  codes: readonly string[],
  editions: { readonly catalog: Catalog; readonly policy: Policy },
  options: Pick<CreateProvinceOptions, 'now' | 'workers'>,
  progress: StepProgress,
): Promise<Result<ProvinceReport, CreateProvinceError>> {
  if ((await readCatalog(db)) === undefined) {
    const saved = await saveEditions(db, editions.catalog, editions.policy);
    if (!saved.ok) return saved;
  }
  await trainModels(db, options.workers ?? 0, progress);
  const report: { code: string; customers: number }[] = [];
  for (const branch of (await readBranches(db)).filter(({ code }) => codes.includes(code))) {
    const scoring = progress.begin(`score ${branch.code}: customers`);
    const scored = await scoreBranch(db, branch, (done) => scoring.update(done));
    scoring.end(`score ${branch.code}: ${scored.customers} customers`);
    const publishing = progress.begin(`publish ${branch.code}: customers`, scored.customers);
    const published = await publishBranch(db, secret, {
      branch: branch.code,
      now: options.now,
      onProgress: (done) => publishing.update(done),
    });
    if (!published.ok)
      throw new Error(`the branch ${branch.code} went away while it was published`);
    publishing.end(`publish ${branch.code}: ${published.value.rows} rows`);
    report.push({ code: branch.code, customers: scored.customers });
  }
  return ok({ branches: report });
}

/** Customers for the one model, months of customers for the other: enough for a demo, in seconds. */
const LIFETIME_SAMPLE = 5_000;
const CHURN_ROWS = 20_000;

/**
 * Models that HQ has put in force already stay in force. One that is refused (too few customers to learn from) is done
 * without, as a scored branch may be.
 */
async function trainModels(db: Database, workers: number, progress: StepProgress): Promise<void> {
  if ((await readModel(db, 'lifetime')) === null) {
    const task = progress.begin('train lifetime: customers');
    const trained = await trainLifetime(db, {
      sample: LIFETIME_SAMPLE,
      onProgress: (done) => task.update(done),
    });
    task.end(`train lifetime: ${trained.ok ? trained.value.model.version : trained.error.type}`);
  }
  if ((await readModel(db, 'churn')) === null) {
    const task = progress.begin('train churn: customers');
    const trained = await trainChurn(db, {
      mostRows: CHURN_ROWS,
      workers,
      onProgress: (step, done) => {
        if (step === 'read') task.update(done);
      },
    });
    task.end(`train churn: ${trained.ok ? trained.value.model.version : trained.error.type}`);
  }
}

export function describeProvinceError(error: CreateProvinceError): string {
  switch (error.type) {
    case 'branch-taken':
      return `there is a branch ${error.code} already: the demo province is made once; use another --data folder, or hub score and hub publish --all to bring it up to date`;
    case 'catalog-refused':
      return `the catalog has ${error.problems.length} problem(s): run hub catalog check`;
    case 'edition-taken':
      return `${error.kind} ${error.version} is already there with other content: raise its version`;
  }
}
