// The queue of work over branches: in PostgreSQL, one branch a job, by pg-boss in a schema of its own.
import PgBoss from 'pg-boss';
import type { Database } from '#hub/db/database.ts';
import { readActiveJobs, readNamedLocks, readWaitingIds } from '#hub/db/queue_job.ts';
import { lockNumber } from '#hub/db/named_lock.ts';

export const JOB_KINDS = ['publish', 'score'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `pack`: of a publication, whether or not one is due. */
type JobData = { readonly branch: string; readonly pack: boolean };
export type BranchJob = JobData & { readonly id: string; readonly kind: JobKind };

export interface BranchQueue {
  /**
   * A branch that waits already is not put in twice.
   * @returns the ids of all jobs of that kind which wait now, whoever put them in
   */
  add(
    kind: JobKind,
    branches: readonly string[],
    options: { readonly pack: boolean },
  ): Promise<readonly string[]>;
  /** The next that waits; it is ours until it is done, or until we die. */
  take(kinds: readonly JobKind[]): Promise<BranchJob | undefined>;
  /** Held while the job is done: who sees a job under way that nobody holds knows that its worker died. */
  holding<T>(job: BranchJob, work: () => Promise<T>): Promise<T>;
  complete(job: BranchJob, lines: readonly string[]): Promise<void>;
  /** It is tried again, three times in all. */
  fail(job: BranchJob, message: string): Promise<void>;
  /** Jobs of workers that died wait again. Call it every few seconds: one is given up when it was seen so twice. */
  releaseOrphans(): Promise<void>;
}

const SCHEMA = 'hub_queue';
const TRIES = 3;
const HOURS = 12;

/** Makes the queue's tables where there are none; this program's account must be allowed to, the first time. */
export async function openBranchQueue(db: Database): Promise<BranchQueue> {
  if (db.kind !== 'postgres') throw new Error('the queue is for PostgreSQL');
  const connection = createConnection(db);
  const boss = new PgBoss({ db: connection, schema: SCHEMA, supervise: false, schedule: false });
  // Nobody makes the tables twice, and maintenance is no race.
  await db.holding('queue', async () => {
    await boss.start();
    for (const name of JOB_KINDS) {
      // `short`: one of a key may wait while another is under way. `stately` has failed in maintenance and in fetching
      // when the same key waited and was to be tried again (pg-boss 492 and 535).
      const once = { name, policy: 'short', retryLimit: TRIES - 1 } as const;
      await boss.createQueue(name, { ...once, expireInHours: HOURS });
    }
    await boss.maintain();
  });
  let suspects: ReadonlySet<string> = new Set();
  return {
    async add(kind, branches, { pack }) {
      const jobs = branches.map((branch) => ({
        name: kind,
        data: { branch, pack } satisfies JobData,
        singletonKey: pack ? `${branch} pack` : branch,
      }));
      await boss.insert(jobs);
      return readWaitingIds(db, kind);
    },
    async take(kinds) {
      for (const kind of kinds) {
        const [job] = await boss.fetch<JobData>(kind, { batchSize: 1 });
        connection.throwIfFailed();
        if (job !== undefined) return { id: job.id, kind, ...job.data };
      }
      return undefined;
    },
    holding: (job, work) => db.holding(lockOf(job.id), work),
    complete: ({ kind, id }, lines) => boss.complete(kind, id, { lines }),
    fail: ({ kind, id }, message) => boss.fail(kind, id, { message }),
    async releaseOrphans() {
      const active = await readActiveJobs(db);
      const held = new Set(await readNamedLocks(db));
      const orphans = active.filter(({ id }) => !held.has(lockNumber(lockOf(id))));
      for (const { kind, id } of orphans) {
        if (suspects.has(id)) await boss.fail(kind, id, { message: 'its worker ended' });
      }
      suspects = new Set(orphans.map(({ id }) => id));
    },
  };
}

const lockOf = (id: string): string => `job ${id}`;

/** `fetch` takes every error for a job that another worker got first: it is kept, and thrown after. */
function createConnection(db: Database) {
  let failure: Error | undefined;
  return {
    async executeSql(text: string, values: readonly unknown[] = []) {
      try {
        return { rows: [...((await db.query<unknown>({ text, values })) ?? [])] };
      } catch (error) {
        failure = error as Error;
        throw error;
      }
    },
    throwIfFailed(): void {
      const thrown = failure;
      failure = undefined;
      if (thrown !== undefined) throw thrown;
    },
  };
}
