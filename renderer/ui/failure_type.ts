// Every way in which a command may fail, for the table of messages: a new failure type without words does not compile.
import type { CommandFailure, CommandName } from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';

export type Failure = CommonFailure | { [N in CommandName]: CommandFailure<N> }[CommandName];

export type FailureWords = {
  readonly [T in Failure['type']]: {
    /** What happened. */
    readonly what: string;
    /** What to do now. */
    readonly next: string;
  };
};
