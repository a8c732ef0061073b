// DIR/first-page: the branch and its people as the sign-in page shows them, sealed by the key store. With it the page
// takes names and PINs while the databases are still being opened; what it says is replaced once they are.
import { rmSync } from 'node:fs';
import { type FirstPage, firstPageSchema } from '#shared/contract/first_page.ts';
import { readIfPresent, writeAtomically } from './atomic_file.ts';
import type { SealingKeyStore } from './key_store.ts';

export type FirstPageFile = {
  /** Null: none, of another device, or not readable. */
  recall(device: string): FirstPage | null;
  /** Null: there is no such page any more. A disk or a key store that refuses is no failure. */
  remember(page: FirstPage | null): void;
};

export function createFirstPageFile(path: string, keyStore: SealingKeyStore): FirstPageFile {
  let kept: string | null = null;
  return {
    recall(device) {
      try {
        const sealed = readIfPresent(path);
        if (sealed === null) return null;
        const text = keyStore.open(Buffer.from(sealed, 'base64'));
        // Compiling the schema takes longer than reading one page by it.
        const page = firstPageSchema.parse(JSON.parse(text), { jitless: true });
        kept = text;
        return page.device === device ? page : null;
      } catch {
        return null;
      }
    },
    remember(page) {
      const text = page === null ? null : JSON.stringify(page);
      if (text !== null && text === kept) return;
      try {
        if (text === null) rmSync(path, { force: true });
        else writeAtomically(path, keyStore.seal(text).toString('base64'));
        kept = text;
      } catch {
        // The next start waits for the databases, as the first one does.
      }
    },
  };
}
