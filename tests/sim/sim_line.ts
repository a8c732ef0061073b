// The line of the simulator: loses questions and answers, repeats and delays questions, parts, and ends with the power.
import type { HubClient, HubFailure } from '#electron/data/sync/hub_client.ts';
import type { Random } from '#shared/base/random.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type HubKeys, signJson } from '#tests/fixtures/published.ts';
import type { SimHub } from './sim_hub.ts';

export type SimLine = {
  random: Random;
  /** Of eight: how often something goes wrong. 0: the line is whole. */
  faults: number;
  /** The window that has no line; null: both have. */
  parted: string | null;
  /** Questions that arrive again, later, in any order. */
  readonly late: (() => void)[];
  /** The power goes after so many more questions; null: it stays. */
  untilCut: number | null;
};

const LOST: Result<never, HubFailure> = err({ type: 'unreachable', detail: 'lost' });
const OUT_OF_TURN: Result<never, HubFailure> = err({
  type: 'refused',
  code: 'unavailable',
  message: '',
  hubNow: null,
  hubProtocol: null,
  retryAfterMs: 0,
});
const NEVER = new Promise<never>(() => undefined);

export function clientOf(
  device: string,
  { hub, line, keys, now }: { hub: SimHub; line: SimLine; keys: HubKeys; now: () => number },
): HubClient {
  let batches = 0;
  const ask = async <T>(answer: () => T): Promise<Result<T, HubFailure>> => {
    if (line.untilCut !== null) {
      line.untilCut -= 1;
      if (line.untilCut < 0) return NEVER;
    }
    const isFaulty = line.random() * 8 < line.faults;
    const fault = isFaulty ? line.random() : 1;
    if (line.parted === device || fault < 0.4) return LOST;
    const said = answer();
    if (fault < 0.7) line.late.push(() => void answer());
    // The question arrived; its answer is lost.
    return fault < 1 ? LOST : ok(said);
  };
  return {
    manifest: async () => LOST,
    keys: async () => LOST,
    chunk: async () => LOST,
    changes: () => ask(() => ({ latest: 1, changes: [] })),
    told: (after) => ask(() => signJson(hub.tell(device, after, now()), keys)),
    async sendEvents(events, previous, _signal, way) {
      const batch = `batch ${(batches += 1)} of ${device}`;
      const isAhead = way?.isAhead === true;
      const answer = ask(() =>
        isAhead && hub.head(device) !== previous
          ? null
          : { ...hub.receive(device, events, batch), batch, ahead: true },
      );
      way?.onSent?.(batch);
      const said = await answer;
      if (!said.ok) return said;
      return said.value === null ? OUT_OF_TURN : ok(said.value);
    },
    carry: async () => LOST,
    held: () => ask(() => hub.held(device)),
  };
}
