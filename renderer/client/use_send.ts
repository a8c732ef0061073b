// One command given by a person, as a mutation whose outcome is the Result itself.
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { SendResult } from '#electron/port/client.ts';
import type { CommandInput, CommandName } from '#shared/contract/commands.ts';
import { useClient } from './services.tsx';

export function useSend<N extends CommandName>(
  name: N,
): UseMutationResult<SendResult<N>, Error, CommandInput<N>> {
  const client = useClient();
  return useMutation({ mutationFn: (input: CommandInput<N>) => client.send(name, input) });
}
