// hub migrate: brings the database to this hub's schema, reads the events that waited for it, and makes the secret.
import { Command } from 'commander';
import { readWaiting } from '#hub/serve/read_waiting.ts';
import { addCommonOptions, type CommonOptions, withMigratedHub } from './context.ts';
import { EXIT } from './exit_code.ts';

export const createMigrateCommand = (): Command =>
  addCommonOptions(new Command('migrate'))
    .description(
      'bring the database to the schema of this hub, read the events that waited for it, and make the secret if there is none',
    )
    .action((options: CommonOptions) =>
      withMigratedHub(options, async (hub, ran) => {
        for (const { number, name } of ran) hub.progress.line(`migration ${number}: ${name}`);
        if (ran.length === 0) hub.progress.line('the schema is up to date');
        await hub.secret();
        const { read, putAside } = await readWaiting(hub.database);
        if (read + putAside > 0) {
          hub.progress.line(`events that waited: ${read} read, ${putAside} put aside`);
        }
        return EXIT.done;
      }),
    );
