// What a hub command tells its caller.

export const EXIT = {
  done: 0,
  /** The input was refused: bad rows, a failed check, an unknown branch. */
  refused: 1,
  usage: 2,
  /** The machine is not fit: no database, no secret, no right to a file. */
  environment: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
