// The operating system's key store as Electron offers it, with the name of the backend in use.
import type { SafeStorage } from 'electron';
import type { KeyStore } from '#shared/contract/view_status.ts';

export type SealingKeyStore = KeyStore & {
  /** Null when it can seal now; asked anew each time, since a person may unlock it. */
  problem(): string | null;
  /** Throws when the store is locked or missing. */
  seal(text: string): Buffer;
  /** Throws when this store did not seal it. */
  open(sealed: Buffer): string;
};

/**
 * Only after the app is ready. Without a keyring, Linux falls back to `basic_text`, which hides but does not protect;
 * Electron uses it only when told so, and the window says so. The synchronous calls are the ones that every supported
 * Electron has.
 */
export function createKeyStore(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
): SealingKeyStore {
  const backend = backendOf(safeStorage, platform);
  const isProtected = backend !== 'basic_text' && backend !== 'unknown';
  if (!isProtected) safeStorage.setUsePlainTextEncryption(true);
  return {
    backend,
    isProtected,
    problem: () =>
      safeStorage.isEncryptionAvailable() ? null : `${backend} is locked or not running`,
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(sealed),
  };
}

function backendOf(safeStorage: SafeStorage, platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'dpapi';
  if (platform === 'darwin') return 'keychain';
  return safeStorage.getSelectedStorageBackend();
}
