// Pages that are loaded when first needed, or ahead of that: the first chunk holds the shell and the sign-in page only.
import { loadedPage } from './loaded_page.tsx';

const counter = loadedPage(
  async () => (await import('#renderer/features/counter/counter_page.tsx')).CounterPage,
);
const manager = loadedPage(
  async () => (await import('#renderer/features/manager/manager_page.tsx')).ManagerPage,
);
const visits = loadedPage(
  async () => (await import('#renderer/features/visits/visits_page.tsx')).VisitsPage,
);
const help = loadedPage(
  async () => (await import('#renderer/features/help/help_page.tsx')).HelpPage,
);
const settings = loadedPage(
  async () => (await import('#renderer/features/settings/settings_page.tsx')).SettingsPage,
);
const enrol = loadedPage(
  async () => (await import('#renderer/features/enrol/enrol_page.tsx')).EnrolPage,
);
const fetching = loadedPage(
  async () => (await import('#renderer/features/enrol/fetching_page.tsx')).FetchingPage,
);
const revoked = loadedPage(
  async () => (await import('#renderer/features/enrol/revoked_page.tsx')).RevokedPage,
);

export const { Page: CounterPage } = counter;
export const { Page: ManagerPage } = manager;
export const { Page: VisitsPage } = visits;
export const { Page: HelpPage } = help;
export const { Page: SettingsPage } = settings;
export const { Page: EnrolPage } = enrol;
export const { Page: FetchingPage } = fetching;
export const { Page: RevokedPage } = revoked;

/** So that each page that a key opens is there at once; the counter, which comes first, before the others. */
export async function preloadPages(): Promise<void> {
  await counter.preload();
  await Promise.all([visits, manager, help, settings].map((page) => page.preload()));
}
