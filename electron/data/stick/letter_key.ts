// What this device and HQ share, for letters on sticks.
import type { Secrets } from '#electron/port/parent.ts';
import type { LetterKey } from '#stick/sealed_file.ts';

export const letterKeyOf = ({ ledgerKey }: Secrets): LetterKey => ({ secret: ledgerKey });
