// What the page has from outside: the data process's client and main's shell. Query factories and mutations use it.
import { createContext, useContext } from 'react';
import type { Client } from '#electron/port/client.ts';
import type { Shell } from '#shared/contract/shell.ts';

export type Services = { readonly client: Client; readonly shell: Shell };

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
