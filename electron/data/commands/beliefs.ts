// The chances of yes as this counter believes them: HQ's, and what the device itself has learned since.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Day } from '#shared/base/month.ts';
import { type CompiledBeliefs, compileBeliefs } from '#shared/engine/beliefs.ts';
import type { BeliefCell, Beliefs } from '#shared/model/beliefs.ts';
import type { Device } from '../device.ts';
import { appendEvent, type Stamp } from '../store/events.ts';
import { hasBeliefsEvent, ownBeliefCells } from '../store/own_answers.ts';

export type BeliefsAtCounter = {
  /** Call outside a transaction: a new day's learning is recorded first, so that HQ can decide again with it. */
  of(device: Device, published: Beliefs, stamp: Stamp): CompiledBeliefs;
};

/**
 * Own answers are folded in once a business day, those of earlier days: all decisions of a day are made with the same
 * beliefs, and one event tells HQ of them.
 */
export function createBeliefs(): BeliefsAtCounter {
  let known: {
    readonly device: Device;
    readonly version: string;
    readonly day: Day;
    readonly compiled: CompiledBeliefs;
  } | null = null;
  return {
    of(device, published, stamp) {
      const isSame =
        known?.device === device && known.version === published.version && known.day === stamp.day;
      if (known !== null && isSame) return known.compiled;
      const compiled = learn(device, published, stamp);
      known = { device, version: published.version, day: stamp.day, compiled };
      return compiled;
    },
  };
}

function learn(device: Device, published: Beliefs, stamp: Stamp): CompiledBeliefs {
  const { ledger } = device;
  const counted = published.counted[stamp.device] ?? 0;
  const cells = ownBeliefCells(ledger, counted, stamp.day);
  if (cells.length === 0) return compileBeliefs(published, [], published.version);
  const name = nameOf(published.version, cells);
  if (!hasBeliefsEvent(ledger, name)) {
    const payload = { name, base: published.version, cells };
    const id = device.clock.nextId();
    ledger.transaction(() => appendEvent(ledger, { id, kind: 'beliefs.updated', payload }, stamp));
  }
  return compileBeliefs(published, cells, name);
}

/** The same learning has the same name, after any restart. */
const nameOf = (base: string, cells: readonly BeliefCell[]): string =>
  `own-${createHash('sha256')
    .update(canonicalJson({ base, cells } as unknown as Json))
    .digest('hex')
    .slice(0, 16)}`;
