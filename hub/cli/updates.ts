// hub updates: makes the feed of updates of what lies in a folder, signed by this HQ, for `hub serve --updates`.
import { Command } from 'commander';
import { DAY_MS } from '#shared/base/month.ts';
import { FEED_DAYS } from '#shared/wire/update.ts';
import { writeFeeds } from '#hub/updates.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';
import { wholeNumber } from './options.ts';

type UpdatesOptions = CommonOptions & {
  readonly folder: string;
  readonly percent?: number;
  readonly days: number;
};

export const createUpdatesCommand = (): Command =>
  addCommonOptions(new Command('updates'))
    .description(
      'sign the newest package of each system in a folder, so that counters take it; again with another --percent to go on or to stop',
    )
    .requiredOption('--folder <folder>', 'with the packages that npm run package made')
    .option(
      '--percent <number>',
      'of the computers so many, each by a lot of its own; all when left out',
      wholeNumber(0, 100),
    )
    .option(
      '--days <number>',
      'the feed holds so long; counters take nothing by it afterwards, so sign again before',
      wholeNumber(1, 3_650),
      FEED_DAYS,
    )
    .action((options: UpdatesOptions) =>
      withHub(options, async (hub) => {
        const percent = options.percent ?? null;
        const secret = await hub.secret();
        const now = Date.now();
        const written = await writeFeeds(options.folder, secret, percent, now, options.days);
        if (written.length === 0)
          throw new HubProblem(
            EXIT.usage,
            `${options.folder}: no package in it; expected counter-assist_1.2.3_amd64.deb, counter-assist_1.2.3_arm64.deb or "Counter Assist Setup 1.2.3.exe"`,
          );
        for (const { feed, version, file } of written)
          process.stdout.write(
            `${feed}: ${file}, version ${version}, to ${percent === null ? 'all computers' : `${percent} in 100 computers`}\n`,
          );
        const last = new Date(now + options.days * DAY_MS).toISOString().slice(0, 10);
        process.stdout.write(
          `counters look every few hours; a manager installs it. Sign again before ${last}, also when there is nothing newer\n`,
        );
        return EXIT.done;
      }),
    );
