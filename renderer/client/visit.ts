// Commands of a visit. Each is on disk before it answers.
import type { Client, SendResult } from '#electron/port/client.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import { useMemo } from 'react';
import { useClient } from './services.tsx';

type VisitCommand = 'visit.start' | 'visit.change' | 'visit.answer' | 'visit.finish' | 'visit.undo';

export type VisitResult = SendResult<VisitCommand>;

export type VisitCommands = {
  start(input: CommandInput<'visit.start'>): Promise<VisitResult>;
  change(input: CommandInput<'visit.change'>): Promise<VisitResult>;
  answer(input: CommandInput<'visit.answer'>): Promise<VisitResult>;
  finish(input: CommandInput<'visit.finish'>): Promise<VisitResult>;
  undo(input: CommandInput<'visit.undo'>): Promise<VisitResult>;
};

const visitCommands = (client: Client): VisitCommands => ({
  start: (input) => client.send('visit.start', input),
  change: (input) => client.send('visit.change', input),
  answer: (input) => client.send('visit.answer', input),
  finish: (input) => client.send('visit.finish', input),
  undo: (input) => client.send('visit.undo', input),
});

export function useVisitCommands(): VisitCommands {
  const client = useClient();
  return useMemo(() => visitCommands(client), [client]);
}
