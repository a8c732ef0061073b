// The data process's end of a window's port: checks each request, runs its handler, answers once.
import { firstIssue } from '#shared/base/first_issue.ts';
import { err, type Result } from '#shared/base/result.ts';
import { type CommandName, commands } from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import { type Reply, type Request, requestSchema } from '#shared/contract/message.ts';
import type { Session } from '#shared/contract/view_status.ts';
import type { z } from 'zod';
import type { Channel } from './channel.ts';
import type { Caller, Handlers } from './handlers.ts';

/** What a thrown error becomes at the port. */
export type Fault = {
  readonly failure: Extract<CommonFailure, { readonly type: 'bug' | 'disk' }>;
  readonly command: CommandName;
  readonly error: unknown;
};

export type ServerHooks = {
  /** Who is signed in at this port now. */
  sessionOf(port: number): Session | null;
  /** A command passed its checks and runs: restarts the idle clock. */
  onCommand?(command: CommandName, caller: Caller): void;
  /** A thrown error, once; `failure.reference` is what the window shows. */
  onFault(fault: Fault): void;
  /** A message that is no request; it gets no answer. Carries no customer data. */
  onBadMessage?(port: number, detail: string): void;
  onClose?(port: number): void;
};

type AnyResult = Result<unknown, { readonly type: string }>;

/**
 * Serves until the channel closes.
 * @param port the caller's own number for this window
 * @param handlersNow asked for each message
 */
export function servePort(
  channel: Channel,
  port: number,
  handlersNow: () => Handlers,
  hooks: ServerHooks,
): void {
  channel.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      hooks.onBadMessage?.(port, firstIssue(request.error).message);
      return;
    }
    void answer(channel, request.data, port, handlersNow(), hooks);
  });
  channel.onClose(() => hooks.onClose?.(port));
}

async function answer(
  channel: Channel,
  request: Request,
  port: number,
  handlers: Handlers,
  hooks: ServerHooks,
): Promise<void> {
  const name = request.command;
  const reply = (result: AnyResult): void => {
    channel.send({ kind: 'reply', id: request.id, result } satisfies Reply);
  };
  if (!isCommandName(name)) {
    reply(badInput('command', 'a command of the contract'));
    return;
  }
  try {
    reply(await run(name, request.input, port, handlers, hooks));
  } catch (error) {
    // Also reached when the result cannot be cloned: the window must not wait for ever.
    const fault = faultOf(name, error);
    hooks.onFault(fault);
    reply(err(fault.failure));
  }
}

function run(
  name: CommandName,
  input: unknown,
  port: number,
  handlers: Handlers,
  hooks: ServerHooks,
): AnyResult | Promise<AnyResult> {
  const { access, input: schema }: { access: string; input: z.ZodType } = commands[name];
  const session = hooks.sessionOf(port);
  if (access !== 'open' && session === null) return err({ type: 'signed-out' });
  if (access === 'manager' && session?.role !== 'manager') {
    return err({ type: 'forbidden', needs: 'manager' });
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const { place, message } = firstIssue(parsed.error);
    return badInput(place, message);
  }
  const caller: Caller = { port, session };
  hooks.onCommand?.(name, caller);
  const handler: (input: never, caller: Caller) => AnyResult | Promise<AnyResult> = handlers[name];
  // The schema of `name` made this value; the compiler cannot follow a schema and a handler picked by one name.
  return handler(parsed.data as never, caller);
}

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

const badInput = (field: string, expected: string): Result<never, CommonFailure> =>
  err({ type: 'bad-input', field, expected });

const DISK_CODE =
  /^(SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB)(_|$)|(ENOSPC|EDQUOT|EROFS|EIO)$)/;

/** A full, read-only or failing disk is an expected failure, all else is a bug. */
function faultOf(command: CommandName, error: unknown): Fault {
  const code = codeOf(error);
  const failure: Fault['failure'] = DISK_CODE.test(code)
    ? { type: 'disk', detail: code }
    : { type: 'bug', reference: newReference() };
  return { failure, command, error };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Six letters that can be read out on the telephone: the log line carries the same ones. */
function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
