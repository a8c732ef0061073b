// What must hold when all is quiet, whatever happened before.
import { unsent } from '#electron/data/store/events.ts';
import { sql } from '#electron/data/db/sql.ts';
import { toldThrough } from '#electron/data/store/told.ts';
import type { World } from './schedule.ts';
import type { SimWindow } from './sim_window.ts';

/** @returns what is broken; null: nothing */
export function faultOf(world: World): string | null {
  for (const window of world.windows) {
    const fault = restOf(window) ?? heldOf(window, world) ?? toldOf(window, world);
    if (fault !== null) return fault;
  }
  return null;
}

function restOf({ device, ledger }: SimWindow): string | null {
  const { count } = unsent(ledger);
  return count > 0 ? `${device} does not come to rest: ${count} unsent` : null;
}

function heldOf(window: SimWindow, { hub, isForgetful }: World): string | null {
  const { device, ledger, kept, saidLost } = window;
  const aside = hub.setAside(device);
  if (!isForgetful && aside.length > 0) {
    return `${device} took the number ${aside[0]?.sequence} twice`;
  }
  const held = hub.events(device);
  const known = new Set<string>(held.map(({ id }) => id));
  if (known.size !== held.length) return `an event of ${device} is twice at HQ`;
  const here = ledger.all<Row>(sql`
    select event.id, event.sequence, receipt.quarantined is not null as isAside
    from event left join receipt on receipt.sequence = event.sequence`);
  const numbers = new Set(held.map(({ sequence }) => sequence));
  const lost = here
    .filter(({ id, isAside }) => kept.has(id) && !known.has(id) && !isAside)
    // Of a number that was taken twice HQ has one; what was said to be lost it need not ask for.
    .filter(({ sequence }) => !saidLost.has(sequence) && !(isForgetful && numbers.has(sequence)));
  if (lost.length > 0) return `HQ lacks ${lost.length} of ${kept.size} events of ${device}`;
  const ids = new Set(here.map(({ id }) => id));
  const gone = [...kept].filter((id) => !ids.has(id));
  if (gone.length > 0) return `${device} lacks ${gone.length} of ${kept.size} events of its own`;
  const untold = aside.find(({ id }) => here.some((own) => own.id === id && !own.isAside));
  if (untold !== undefined) return `${device} was not told that ${untold.sequence} was put aside`;
  const sequences = new Set(here.map(({ sequence }) => sequence));
  const silent = held.find(({ sequence }) => !sequences.has(sequence) && !saidLost.has(sequence));
  return silent === undefined
    ? null
    : `${device} neither has ${silent.sequence} nor says that it lost it`;
}

type Row = { readonly id: string; readonly sequence: number; readonly isAside: number };

/** Numbers that were taken twice may have been told of before; what was said to be lost is not waited for. */
function toldOf(window: SimWindow, { hub, windows, isForgetful }: World): string | null {
  if (isForgetful) return null;
  for (const other of windows) {
    if (other === window) continue;
    const rows = other.ledger.all<{ id: string }>(
      sql`select id from told_event where device = ${window.device}`,
    );
    const told = new Set(rows.map(({ id }) => id));
    const untold = hub
      .events(window.device)
      .filter(({ kind, sequence }) => kind === 'visit.started' && !window.saidLost.has(sequence))
      .find(({ id }) => !told.has(id));
    if (untold !== undefined) {
      const last = toldThrough(other.ledger).get(window.device) ?? 0;
      return `${other.device} was not told of ${untold.sequence} of ${window.device}, though of ${last}`;
    }
  }
  return null;
}
