// What the data process supplies: one function for each command of the contract.
import type { Result } from '#shared/base/result.ts';
import type {
  CommandFailure,
  CommandName,
  CommandOutput,
  CommandParsed,
} from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { Session } from '#shared/contract/view_status.ts';

/** The window that asks, by the number its port was served under, and who is signed in there. */
export type Caller = { readonly port: number; readonly session: Session | null };

type Answer<N extends CommandName> = Result<CommandOutput<N>, CommandFailure<N> | CommonFailure>;

type Handler<N extends CommandName> = (
  input: CommandParsed<N>,
  caller: Caller,
) => Answer<N> | Promise<Answer<N>>;

export type Handlers = { readonly [N in CommandName]: Handler<N> };
