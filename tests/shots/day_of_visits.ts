// A believable day at the counter: when customers come, what they want to put on, and how they take the sentence.
import { createRandom } from '#shared/base/random.ts';

export type PlannedVisit = {
  /** Minutes since midnight. */
  readonly minute: number;
  /** What is typed into the search box, and the number of the hit. */
  readonly search: string;
  readonly hit: number;
  readonly yuan: number;
  readonly keys: string;
  readonly clerk: 0 | 1;
};

const SURNAMES = ['li', 'wang', 'zhang', 'liu', 'chen', 'yang', 'huang', 'zhao', 'wu', 'zhou'];
const AMOUNTS = [50, 50, 30, 100, 50, 20, 100, 30, 50, 200];
const ANSWERS = ['1', '32', '1', '22', '31', '1', '4', '33', '1', '51', '36', '1'];
const OPENING = 8 * 60 + 35;
const CLOSING = 17 * 60 + 25;
const SHIFT = 13 * 60;

/** Busy in the morning and after work hours begin to end; the first clerk goes home at one. */
export function dayOfVisits(count: number, seed: number): readonly PlannedVisit[] {
  const random = createRandom(seed);
  const pick = <T>(items: readonly [T, ...T[]] | readonly T[]): T =>
    items[Math.floor(random() * items.length)] as T;
  const minutes = Array.from({ length: count }, () => {
    const middle = random() < 0.6 ? 10 * 60 + 20 : 15 * 60 + 50;
    const spread = (random() + random() + random() - 1.5) * 170;
    return Math.round(Math.min(CLOSING, Math.max(OPENING, middle + spread)));
  }).toSorted((a, b) => a - b);
  return minutes.map((minute, index) => ({
    minute,
    search: SURNAMES[index % SURNAMES.length] ?? 'li',
    hit: 1 + (Math.floor(index / SURNAMES.length) % 9),
    yuan: pick(AMOUNTS),
    keys: pick(ANSWERS),
    clerk: minute < SHIFT ? 0 : 1,
  }));
}
