// The window's entry: creates the client, the cache and the words, and renders the app.
import './app/styles/mantine.css';
import './app/styles/tokens.css';
import './app/styles/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createClient } from '#electron/port/client.ts';
import { onDisplayPort, onWindowPort } from '#electron/port/window_port.ts';
import type { Shell } from '#shared/contract/shell.ts';
import { App } from './app/app.tsx';
import { alwaysLight, theme } from './app/theme.ts';
import { createI18n } from './app/i18n.ts';
import { createDisplayLink } from './client/display.ts';
import { createQueryClient } from './client/query_client.ts';
import { ServicesProvider } from './client/services.tsx';
import { prefetchStaff, recallStaff } from './client/staff.ts';
import { keepFresh, stateQuery } from './client/state.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly counterShell: Shell;
  }
}

const client = createClient();
onWindowPort(window, (channel) => client.attach(channel));
const display = createDisplayLink();
onDisplayPort(window, (channel) => display.attach(channel));
const cache = createQueryClient();
keepFresh(client, cache);
const shell = window.counterShell;
const { firstPage } = shell.info;
if (firstPage !== null) recallStaff(cache, firstPage.staff);
void prefetchStaff(client, cache);
void cache.prefetchQuery(stateQuery(client));

const i18n = await createI18n(shell.info.language);
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      colorSchemeManager={alwaysLight}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={cache}>
        <ServicesProvider value={{ client, shell, display }}>
          <App />
        </ServicesProvider>
      </QueryClientProvider>
    </MantineProvider>
  </I18nextProvider>,
);
