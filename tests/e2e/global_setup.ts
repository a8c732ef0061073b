// Once a run: the runtime, the builds and the demo province that every test copies.
import { handDown, prepareRuntime } from '#tools/setup/prepare.mjs';
import { makeHubTemplate } from '#tests/fixtures/hub_template.ts';

export default async function globalSetup(): Promise<void> {
  handDown(await prepareRuntime());
  await makeHubTemplate();
}
