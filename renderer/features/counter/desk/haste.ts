// What was typed too soon after an answer to be about it: the digits of the next customer, or an Enter out of habit. Pure.

/** Sooner after the answer an Enter finishes nothing, in ms. */
const SOON_MS = 140;
/** Digits that begin sooner after the answer go on with what was typed before it. */
const MOMENT_MS = 700;
/** So do those of a slow hand: it rested no longer there than some times between its other digits. */
const RESTS = 3;
/** A question that is answered sooner was not read. */
const READ_MS = 400;
/** The same of the question whether nothing is to be recommended again. */
const CONSENT_MS = 800;
/** Digits further apart do not make one number. */
const PAUSE_MS = 4000;

/** The digits typed last, one right after the other. */
export type Trail = readonly { readonly digit: string; readonly at: number }[];

export const textOfTrail = (trail: Trail): string => trail.map(({ digit }) => digit).join('');

/** With one key more; any other key than a digit ends it. */
export function followTrail(trail: Trail, key: string, at: number): Trail {
  if (!/^\d$/.test(key)) return [];
  const last = trail.at(-1);
  const goesOn = last !== undefined && at - last.at <= PAUSE_MS;
  return [...(goesOn ? trail : []), { digit: key, at }];
}

/** Why a finish is asked about: `typed` is perhaps the number of the next customer. */
export type Doubt = { readonly why: 'soon' } | { readonly why: 'typed'; readonly typed: string };

/** @param answeredAt when the key of the newest answer was pressed; null: by no key */
export function doubtOfFinish(
  trail: Trail,
  answeredAt: number | null,
  enteredAt: number,
): Doubt | null {
  if (answeredAt === null) return null;
  if (goesOn(trail, answeredAt)) return { why: 'typed', typed: textOfTrail(trail) };
  return enteredAt - answeredAt < SOON_MS ? { why: 'soon' } : null;
}

/** The digits behind the answer came in one go with it. */
function goesOn(trail: Trail, answeredAt: number): boolean {
  const next = trail.findIndex(({ at }) => at > answeredAt);
  const first = trail[next];
  if (first === undefined) return false;
  const rest = first.at - answeredAt;
  const others = trail.slice(1).map(({ at }, index) => at - (trail[index]?.at ?? at));
  const longest = Math.max(0, ...others.filter((_, index) => index + 1 !== next));
  return rest <= MOMENT_MS || rest <= RESTS * longest;
}

export const isRead = (askedAt: number, at: number): boolean => at - askedAt >= READ_MS;

export const isConsentMeant = (askedAt: number, at: number): boolean => at - askedAt >= CONSENT_MS;
