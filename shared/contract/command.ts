// The shape of one command between a window and the data process. Types of both sides derive from it.
import type { z } from 'zod';

/** Who may give it: anybody, anybody signed in, or managers only. Checked in the data process. */
export type Access = 'open' | 'staff' | 'manager';

export type Command<Input extends z.ZodType, Output, Failure extends { readonly type: string }> = {
  readonly access: Access;
  readonly input: Input;
  /** Types only; never present at run time. */
  readonly output?: Output;
  readonly failure?: Failure;
};

/** `command<Output, Failure>()('staff', schema)`. */
export const command =
  <Output, Failure extends { readonly type: string } = never>() =>
  <Input extends z.ZodType>(access: Access, input: Input): Command<Input, Output, Failure> => ({
    access,
    input,
  });
