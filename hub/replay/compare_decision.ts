// What differs between a decision as it was stored and as the engine makes it now, in words.
import { createHash } from 'node:crypto';
import { decisionText } from '#shared/engine/decide.ts';
import type { Decision } from '#shared/model/decision.ts';
import type { EventPayload } from '#shared/model/event.ts';

type Made = EventPayload<'decision.made'>;
type Sentence = Made['proposals'][number];

/** Empty when they are the same, to the last letter. */
export function differencesOf(made: Made, decision: Decision): readonly string[] {
  const differences: string[] = [];
  const count = Math.max(made.proposals.length, decision.proposals.length);
  for (let index = 0; index < count; index += 1) {
    const was = describe(made.proposals[index]);
    const is = describe(decision.proposals[index]);
    if (was !== is) differences.push(`sentence ${index + 1} was ${was}, is ${is}`);
  }
  const silence = decision.silence?.code ?? null;
  if (made.silence !== silence) {
    differences.push(`silence was ${made.silence ?? 'none'}, is ${silence ?? 'none'}`);
  }
  if (differences.length > 0) return differences;
  if (made.digest === digestOf(decision)) return [];
  return ['the same sentences, but another reason, figure or wording behind them (digest)'];
}

const describe = (sentence: Sentence | undefined): string =>
  sentence === undefined
    ? 'none'
    : `${sentence.offer}/${sentence.tier}/${sentence.treatment} at ${sentence.score}`;

const digestOf = (decision: Decision): string =>
  createHash('sha256').update(decisionText(decision)).digest('hex');
