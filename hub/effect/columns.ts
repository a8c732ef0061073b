// Participants of a comparison, column by column: a million of them are some dozen megabytes.

export type Participant = {
  /** By the lot, whatever happened at the counter. */
  readonly isHeldOut: boolean;
  readonly outcome: number;
  /** What was known before, in the same order for each. */
  readonly covariates: readonly number[];
};

export type Columns = {
  /** 1: by the lot. */
  readonly heldOut: Uint8Array;
  readonly outcome: Float64Array;
  readonly covariates: readonly Float64Array[];
};

export function createColumns(count: number, covariates: number): Columns {
  return {
    heldOut: new Uint8Array(count),
    outcome: new Float64Array(count),
    covariates: Array.from({ length: covariates }, () => new Float64Array(count)),
  };
}

export function columnsOf(participants: readonly Participant[]): Columns {
  const columns = createColumns(participants.length, participants[0]?.covariates.length ?? 0);
  for (const [index, each] of participants.entries()) putInto(columns, index, each);
  return columns;
}

export function putInto(columns: Columns, index: number, participant: Participant): void {
  columns.heldOut[index] = participant.isHeldOut ? 1 : 0;
  columns.outcome[index] = participant.outcome;
  for (const [at, column] of columns.covariates.entries())
    column[index] = participant.covariates[at] ?? 0;
}

/** The places of some participants. */
export type Members = Uint32Array;

export const everybody = ({ outcome }: Columns): Members => Uint32Array.from(outcome.keys());
