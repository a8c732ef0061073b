// A small file that is whole at any moment: written beside, flushed and renamed.
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

/** @throws as the disk does; the file of before is there then */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    // Not `writeSync`, which on a full disk writes a part and says nothing.
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
