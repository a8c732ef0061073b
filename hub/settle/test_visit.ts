// For tests: one whole top-up visit as a counter sends it, in which a sentence was said.
import { randomBytes } from 'node:crypto';
import { type Uuid, uuid7 } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Instant } from '#shared/base/month.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { Answer } from '#shared/model/visit.ts';
import type { TestDevice } from '#hub/learn/test_device.ts';

export type TestClaim = {
  readonly customer: number;
  readonly at: number;
  readonly intended: number | null;
  /** Another amount, named when the sentence stood on the screen already, after its answer, or when nothing was said yet. */
  readonly named?: {
    readonly after: 'nothing' | 'sentence' | 'answer';
    readonly intended: number;
  };
  readonly prepaid: number;
  readonly offer?: string;
  readonly tier?: string;
  readonly answer?: Answer;
  /** What the answer says that the sentence asks for; left out: it says nothing. */
  readonly asks?: number | null;
  readonly inputs?: object;
  readonly gifts?: readonly { readonly gift: string; readonly count: number }[];
  /** More that the finish says. */
  readonly finish?: Partial<EventPayload<'visit.finished'>>;
};

const DIGEST = '0'.repeat(64);

/** The visit ends at `at`, which is a minute after it began. @returns its id and the event of its end */
export function recordVisit(
  device: TestDevice,
  visitMade: TestClaim,
): { readonly visit: Uuid; readonly finish: Uuid } {
  const { customer, at, offer = 'plain', tier = 't100', answer = 'accepted' } = visitMade;
  const start = (at - 60_000) as Instant;
  const visit = uuid7(start, randomBytes(10));
  const base = {
    visit,
    customer,
    purpose: 'top-up',
    intended: visitMade.intended as Fen | null,
  } as const;
  device.record('visit.started', base, start);
  const name = (at: number): void => {
    if (visitMade.named === undefined) return;
    const { after, intended } = visitMade.named;
    const flag = after === 'sentence' ? { afterSentence: true as const } : {};
    device.record('visit.changed', { ...base, intended: intended as Fen, ...flag }, at as Instant);
  };
  if (visitMade.named?.after !== 'answer') name(start + 1);
  const decision = device.record(
    'decision.made',
    {
      visit,
      customer,
      engine: '4.0.0',
      catalog: 'test',
      policy: 'test',
      beliefs: 'none',
      seed: 1,
      proposals: [{ offer, tier, treatment: 'say', score: 100 }],
      silence: null,
      inputs: JSON.stringify({ facts: {}, ...visitMade.inputs }),
      digest: DIGEST,
    },
    start,
  );
  device.record(
    'answer.recorded',
    {
      visit,
      customer,
      decision: decision.id,
      offer,
      tier,
      treatment: 'say',
      answer,
      declineReason: answer === 'declined' ? 'not-needed' : null,
      notSaidReason: answer === 'not-said' ? 'queue' : null,
      laterOn: null,
      ...(visitMade.asks === undefined ? {} : { asks: visitMade.asks as Fen | null }),
    },
    (at - 30_000) as Instant,
  );
  if (visitMade.named?.after === 'answer') name(at - 20_000);
  const finish = device.record(
    'visit.finished',
    {
      ...base,
      prepaid: visitMade.prepaid as Fen,
      gifts: [...(visitMade.gifts ?? [])],
      ...visitMade.finish,
    },
    at as Instant,
  );
  return { visit, finish: finish.id };
}
