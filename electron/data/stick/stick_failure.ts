// A problem of a stick as a command's answer.
import { err, type Result } from '#shared/base/result.ts';
import type { StickFailure } from '#shared/contract/failure.ts';
import { StickProblem } from '#stick/stick_problem.ts';

/** @throws what is no problem of the stick */
export async function orStickFailure<T, F extends { readonly type: string }>(
  work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | StickFailure>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StickProblem)) throw error;
    const failure: StickFailure = { type: `stick-${error.reason}`, detail: error.message };
    return err(failure);
  }
}

/** No stick was chosen since the start. */
export const noStick = (): Result<never, StickFailure> =>
  err({ type: 'stick-gone', detail: 'no stick was chosen' });
