// What the page has from outside: the data process's client and main's shell. Query factories and mutations use it.
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { CommandInput, CommandName } from '#shared/contract/commands.ts';
import type { Shell } from '#shared/contract/shell.ts';
import type { DisplayLink } from './display.ts';

export type Services = {
  readonly client: Client;
  readonly shell: Shell;
  readonly display: DisplayLink;
};

const ServicesContext = createContext<Services | null>(null);

export const ServicesProvider = ServicesContext.Provider;

/** @throws outside the provider. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('no services: the page is rendered outside its provider');
  return services;
}

export const useClient = (): Client => useServices().client;
export const useShell = (): Shell => useServices().shell;

/** One command given by a person, as a mutation whose outcome is the Result itself. */
export function useSend<N extends CommandName>(
  name: N,
): UseMutationResult<SendResult<N>, Error, CommandInput<N>> {
  const client = useClient();
  return useMutation({ mutationFn: (input: CommandInput<N>) => client.send(name, input) });
}
