// What each device says of itself with its questions: its program, and how much it has not sent.
import { type Database, sql } from './database.ts';

export type Contact = {
  readonly app: string | null;
  /** Its system and key store, as `HOST_HEADER` has it. */
  readonly host: string | null;
  /** Events. */
  readonly unsent: number | null;
  /** Of the device's clock before the hub's, below 0 behind it; 0: close enough. */
  readonly minutesAhead: number | null;
  /** Where it listens to its neighbours: `host:port`, separated by commas. */
  readonly addresses: string | null;
};

/** `at`: UTC ms. */
export type NotedContact = Contact & { readonly at: number };

export type ContactRow = {
  readonly at: number | null;
  readonly app: string | null;
  readonly host: string | null;
  readonly unsent: number | null;
  readonly minutes_ahead: number | null;
  readonly addresses: string | null;
};

export const rowToContact = ({ at, minutes_ahead, ...row }: ContactRow): NotedContact | null =>
  at === null
    ? null
    : {
        at,
        app: row.app,
        host: row.host,
        unsent: row.unsent,
        minutesAhead: minutes_ahead,
        addresses: row.addresses,
      };

/** At once where it says something new, else now and then: hundreds of devices ask every few seconds. */
const AT_LEAST_MS = 30_000;

/** Whether noting it would change anything: most questions need no write, and no sync of the disk for one. */
export const isNews = (noted: NotedContact | null, said: Contact, now: number): boolean =>
  noted === null ||
  noted.at < now - AT_LEAST_MS ||
  noted.app !== said.app ||
  noted.host !== said.host ||
  noted.unsent !== said.unsent ||
  noted.minutesAhead !== said.minutesAhead ||
  noted.addresses !== said.addresses;

export const noteContact = (
  db: Database,
  device: string,
  { app, host, unsent, minutesAhead, addresses }: Contact,
  now: number,
): Promise<number> =>
  db.execute(sql`
    insert into device_contact (device, at, app, host, unsent, minutes_ahead, addresses)
    values (${device}, ${new Date(now)}, ${app}, ${host}, ${unsent}, ${minutesAhead},
      ${addresses})
    on conflict (device) do update set at = excluded.at, app = excluded.app, host = excluded.host, unsent = excluded.unsent,
      minutes_ahead = excluded.minutes_ahead, addresses = excluded.addresses
    where device_contact.at < excluded.at - ${AT_LEAST_MS} * interval '1 millisecond'
      or (device_contact.app, device_contact.host, device_contact.unsent, device_contact.minutes_ahead,
          device_contact.addresses)
        is distinct from (excluded.app, excluded.host, excluded.unsent, excluded.minutes_ahead, excluded.addresses)`);
