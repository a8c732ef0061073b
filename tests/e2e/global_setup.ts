// Once a run: the runtime, the builds and the demo province that every test copies.
import { handDown, prepareRuntime } from '#tools/setup/prepare.mjs';
import { makeHubTemplate } from '#tests/fixtures/hub_template.ts';

/** Playwright calls what it returns when the run is over. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  handDown(await prepareRuntime());
  return await makeHubTemplate();
}
