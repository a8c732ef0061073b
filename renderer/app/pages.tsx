// Pages that are loaded when first needed, or ahead of that: the first chunk holds the shell and the sign-in page only.
import { loadedPage } from './loaded_page.tsx';

export const CounterPage = loadedPage(
  async () => (await import('#renderer/features/counter/counter_page.tsx')).CounterPage,
);
export const ManagerPage = loadedPage(
  async () => (await import('#renderer/features/manager/manager_page.tsx')).ManagerPage,
);
export const VisitsPage = loadedPage(
  async () => (await import('#renderer/features/visits/visits_page.tsx')).VisitsPage,
);
export const HelpPage = loadedPage(
  async () => (await import('#renderer/features/help/help_page.tsx')).HelpPage,
);
export const SettingsPage = loadedPage(
  async () => (await import('#renderer/features/settings/settings_page.tsx')).SettingsPage,
);
export const EnrolPage = loadedPage(
  async () => (await import('#renderer/features/enrol/enrol_page.tsx')).EnrolPage,
);
export const FetchingPage = loadedPage(
  async () => (await import('#renderer/features/enrol/fetching_page.tsx')).FetchingPage,
);
export const RevokedPage = loadedPage(
  async () => (await import('#renderer/features/enrol/revoked_page.tsx')).RevokedPage,
);

/** So that each page that a key opens is there at once; the counter, which comes first, before the others. */
export async function preloadPages(): Promise<void> {
  await CounterPage.preload();
  await Promise.all(
    [VisitsPage, ManagerPage, HelpPage, SettingsPage].map((page) => page.preload()),
  );
}
