// hub backup and hub restore: the database into a file that only the hub's secret opens, and back.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { eraseAsListed, erasureListOf } from '#hub/erasure_list.ts';
import { backUp, restore } from '#hub/backup/backup.ts';
import { retain, retainedSum } from '#hub/retain.ts';
import { BackupProblem } from '#hub/backup/backup_file.ts';
import {
  addCommonOptions,
  type CommonOptions,
  HubProblem,
  withBareHub,
  withHub,
} from './context.ts';
import { EXIT } from './exit_code.ts';
import { formatCount } from './format.ts';

export const createBackupCommand = (): Command =>
  addCommonOptions(new Command('backup'))
    .description(
      'write the whole database into a file, sealed with the secret; keep the secret itself apart from it',
    )
    .argument('<file>', 'a new file')
    .action((file: string, options: CommonOptions) =>
      withHub(options, async (hub) => {
        const path = resolve(file);
        if (existsSync(path)) throw new HubProblem(EXIT.usage, `${file} is there already`);
        const { backupKey } = await hub.secret();
        const { tables, rows } = await guarded(() =>
          backUp(hub.database, backupKey, path, Date.now()),
        );
        process.stdout.write(
          `${file}: ${formatCount(rows)} rows of ${tables} tables. The secret that opens it is not in it: keep copies of ${hub.secretFile()} and of ${erasureListOf(hub.secretFile())} elsewhere\n`,
        );
        return EXIT.done;
      }),
    );

export const createRestoreCommand = (): Command =>
  addCommonOptions(new Command('restore'))
    .description('read a backup into an empty database; bring the secret back first')
    .argument('<file>')
    .action((file: string, options: CommonOptions) =>
      withBareHub(options, async (hub) => {
        const { backupKey } = await hub.storedSecret();
        if (!existsSync(file)) throw new HubProblem(EXIT.usage, `there is no file ${file}`);
        const restored = await guarded(() => restore(hub.database, backupKey, file));
        const { erasureKey } = await hub.secret();
        const list = erasureListOf(hub.secretFile());
        const erased = await eraseAsListed(hub.database, erasureKey, list);
        const past = retainedSum(await retain(hub.database, { now: Date.now() }));
        process.stdout.write(
          [
            `${formatCount(restored.rows)} rows of ${restored.tables} tables, as of ${new Date(restored.at).toISOString()}`,
            existsSync(list)
              ? `${formatCount(erased)} persons erased again, by ${list}`
              : `no list ${list}: if persons were erased after the backup, bring it back from where the secret is kept, and publish`,
            `${formatCount(past)} entries past the days of the policy let go again`,
            'what was done here after it is not in it: first revoke again who was revoked (hub device revoke), bar again who was barred, import again',
            'next: `hub publish --all --pack`, then `hub serve`: the counters send again what came after the backup',
            'a counter that enrolled after it is not known: have its manager write a stick (U on the page F3), and read it (`hub usb import`): it is known again, with all that it recorded. Of a computer that is gone: `hub ledger open FILE --branch B --take`',
            '',
          ].join('\n'),
        );
        return EXIT.done;
      }),
    );

const DISK = new Set(['ENOSPC', 'EROFS', 'EACCES', 'ENOENT', 'EDQUOT', 'EIO', 'ENOTDIR', 'EISDIR']);

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupProblem) throw new HubProblem(EXIT.refused, error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && DISK.has(code)) throw new HubProblem(EXIT.environment, message);
    throw error;
  }
}
