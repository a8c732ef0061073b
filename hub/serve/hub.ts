// What the routes need: nothing of it is state of one copy.
import type { Database } from '#hub/db/database.ts';
import type { HubSecret } from '#hub/secret.ts';

export type Hub = {
  readonly database: Database;
  readonly secret: HubSecret;
  /** UTC ms */
  readonly clock: () => number;
};
