// hub secret: rotation of the secret without enrolling a device again.
import { Command } from 'commander';
import { rotateSecret } from '#hub/rotate.ts';
import { addCommonOptions, type CommonOptions, withHub } from './context.ts';
import { EXIT } from './exit_code.ts';

export const createSecretCommand = (): Command =>
  new Command('secret').description('the secret of this HQ').addCommand(createRotate());

const createRotate = (): Command =>
  addCommonOptions(new Command('rotate'))
    .description(
      'another key signs, seals and encrypts from now on; devices follow with their next contact or stick, and every hub serve that reads this file with its next request',
    )
    .action((options: CommonOptions) =>
      withHub(options, async (hub) => {
        const { secret, branches } = await rotateSecret(hub.secretFile(), hub.database);
        process.stdout.write(
          [
            `rotation number ${secret.generation}: what is signed from now on is signed with another key`,
            `next: keep a new copy of ${hub.secretFile()} where the old one is kept (and beside each hub serve that reads another file), and hub publish --all (${branches.length} branches get a pack with the next key)`,
            'codes that were not used yet are void: hub enrol-code',
            'let every computer hear of it, by line or by a new stick, before the next rotation: who misses two of them must be enrolled anew',
            '',
          ].join('\n'),
        );
        return EXIT.done;
      }),
    );
