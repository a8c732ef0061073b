// How the seed of a lent deck is sealed for its device: AES-256-GCM under HKDF-SHA256 of the device's ledger key, salted with
// the id of the lease. Each lease has a key of its own that seals one seed, so the nonce is zero and the row never changes.

/** HKDF's info. */
export const LEASE_SEED_INFO = 'counter-assist seed of a lease';
export const LEASE_SEED_NONCE = new Uint8Array(12);
/** The tag stands behind the 32 bytes of the seed. */
export const LEASE_SEED_TAG_BYTES = 16;
