// Pages that are loaded when first needed: the first chunk holds the shell and the sign-in page only.
import { lazy } from 'react';

const loadCounter = () => import('#renderer/features/counter/counter_page.tsx');

export const CounterPage = lazy(async () => ({ default: (await loadCounter()).CounterPage }));

export const ManagerPage = lazy(async () => ({
  default: (await import('#renderer/features/manager/manager_page.tsx')).ManagerPage,
}));

export const VisitsPage = lazy(async () => ({
  default: (await import('#renderer/features/visits/visits_page.tsx')).VisitsPage,
}));

export const HelpPage = lazy(async () => ({
  default: (await import('#renderer/features/help/help_page.tsx')).HelpPage,
}));

export const SettingsPage = lazy(async () => ({
  default: (await import('#renderer/features/settings/settings_page.tsx')).SettingsPage,
}));

export const EnrolPage = lazy(async () => ({
  default: (await import('#renderer/features/enrol/enrol_page.tsx')).EnrolPage,
}));

export const FetchingPage = lazy(async () => ({
  default: (await import('#renderer/features/enrol/fetching_page.tsx')).FetchingPage,
}));

export const RevokedPage = lazy(async () => ({
  default: (await import('#renderer/features/enrol/revoked_page.tsx')).RevokedPage,
}));

/** So that the counter is there at once when it is needed. */
export const preloadCounter = (): void => {
  void loadCounter();
};
