// What the caller of an import states.
import type { Day } from '#shared/base/month.ts';
import type { SourceOptions } from './source.ts';
import type { NewBranch } from './target_branch.ts';

export type ImportOptions = SourceOptions & {
  readonly apply: boolean;
  readonly branch?: string | undefined;
  readonly newBranch?: NewBranch | undefined;
  /** Overrides the map's. */
  readonly asOf?: Day | undefined;
  /** The file has all customers of its branches: who is missing has left. */
  readonly complete?: boolean | undefined;
  /** The share, in percent, of a branch's customers who may leave at once; more looks like half a file. */
  readonly mostLeaving?: number | undefined;
  /** No figure speaks of a later day. */
  readonly today?: Day | undefined;
  /** Of the secret: who was erased is passed over. Left out: nobody was. */
  readonly erasureKey?: string | undefined;
  /** Path of the file that bad rows are set aside in. */
  readonly rejects?: string | undefined;
  readonly onProgress?: ((rows: number, share: number | undefined) => void) | undefined;
};
