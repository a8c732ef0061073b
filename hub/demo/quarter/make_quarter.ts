// A quarter of top-up visits to the demo province, decided by the real engine, with the operator's log of the money.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { uuid7 } from '#shared/base/id.ts';
import { type Fen, fen } from '#shared/base/money.ts';
import { addDays, type Day, DAY_MS, dayOfInstant, type Instant } from '#shared/base/month.ts';
import { createRandom, hashText, type Random } from '#shared/base/random.ts';
import { compileBeliefs } from '#shared/engine/beliefs.ts';
import { compileCatalog } from '#shared/engine/compile_catalog.ts';
import { decide, decisionText } from '#shared/engine/decide.ts';
import { factsForDecision } from '#shared/engine/known.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Branch } from '#shared/model/branch.ts';
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Policy } from '#shared/model/policy.ts';
import { between, chance, pick } from '#hub/demo/draw.ts';

export type QuarterOptions = {
  readonly seed: number;
  readonly today: Day;
  /** Fen a customer who heard a sentence, gifts deducted: what the sentences of this quarter really bring. */
  readonly brings: number;
  /** Of those who hear one, who says yes and puts the money down. */
  readonly takes: number;
  /** Of the others, whom the clerk records so although no more than was meant came. */
  readonly invents: number;
  /** Of those who hear one, who first says something against it and is given the catalog's answer. 0: nobody. */
  readonly objects: number;
};

export type QuarterEvent = {
  readonly id: string;
  readonly kind: string;
  readonly payload: Json;
  readonly at: number;
  readonly day: Day;
  readonly staff: string;
};

/** One row of the operator's log. */
export type QuarterTopUp = {
  readonly account: string;
  readonly at: number;
  readonly amount: number;
  readonly channel: string;
};

export type Quarter = {
  readonly events: readonly QuarterEvent[];
  readonly log: readonly QuarterTopUp[];
  readonly heard: number;
  readonly heldOut: number;
};

const COMES = 0.75;
/** Who takes a sentence up after an answer that HQ has worded anew: by its new words, and by those of before. */
const TAKES_AFTER = { now: 0.6, before: 0.1 } as const;
const DAYS = 60;
const WINDOW_DAYS = 30;
const CLERKS = ['1001', '1002'] as const;
/** The figures of the demo are half a month old at each visit. */
const DATA_AGE = 15;
const UTC_OFFSET_MS = 8 * 3_600_000;
/** The event of a decision is of the time at which it was made: a replay decides by it. */
const DECIDED_AFTER_MS = 1;

type Place = {
  readonly branch: Branch;
  readonly catalog: Catalog;
  /** By which the first half is decided where customers object; null: there was none. */
  readonly before: Catalog | null;
  readonly policy: Policy;
};

/**
 * Every customer who comes puts the intended amount down, and more at other channels in the 30 days after. Who takes a
 * sentence up puts down as much less later, so that nothing is brought but what `brings` plants: that comes as one more
 * top-up of those who took it.
 */
export function makeQuarter(
  { branch, catalog, before, policy }: Place,
  customers: readonly Customer[],
  { seed, today, brings, takes, invents, objects }: QuarterOptions,
): Quarter {
  const now = editionOf(catalog);
  const old = before === null || objects === 0 ? now : editionOf(before);
  const beliefs = compileBeliefs(NO_BELIEFS, [], NO_BELIEFS.version);
  const first = addDays(today, -(DAYS + WINDOW_DAYS + 2));
  const events: QuarterEvent[] = [];
  const log: QuarterTopUp[] = [];
  const takers: { readonly account: string; readonly at: number }[] = [];
  let [heard, heldOut, owed] = [0, 0, 0];

  for (const customer of customers) {
    const random = createRandom(hashText(`${seed}/quarter/${branch.code}/${customer.account}`));
    const { account } = customer;
    if (!chance(random, COMES)) {
      // So that the log reaches from before the first visit to past the last.
      for (const day of [first, today]) log.push(topUp(account, instantOf(day, random), 3_000));
      continue;
    }
    const dayOfQuarter = between(random, 1, DAYS);
    const day = addDays(first, dayOfQuarter);
    const edition = dayOfQuarter * 2 <= DAYS ? old : now;
    const { compiled, offers, costs } = edition;
    const at = instantOf(day, random);
    const facts = factsForDecision({
      customer,
      householdSize: 1,
      today: addDays(customer.asOf, DATA_AGE),
      catalog: compiled,
      policy,
      currency: branch.currency,
      pointsSpent: 0,
    });
    const intended = facts.usualTopUp ?? fen(5_000);
    const context = {
      customer: customer.id,
      purpose: 'top-up',
      intended,
      today: day,
      weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7,
      minuteOfDay: Math.floor(((at + UTC_OFFSET_MS) % DAY_MS) / 60_000),
      currency: branch.currency,
      isPrivilegeDay: false,
      isMemberDay: false,
      pointsHere: false,
      stock: PLENTY,
      tickets: {},
      history: [],
    } as const;
    const visit = uuid7(at, bytesOf(random));
    const decisionId = uuid7(at + DECIDED_AFTER_MS, bytesOf(random));
    const decision = decide(
      { facts, context },
      { catalog: compiled, policy, beliefs },
      (at + DECIDED_AFTER_MS) as Instant,
      hashText(visit),
    );
    const staff = pick(CLERKS, random);
    const add = (
      kind: string,
      payload: object,
      after: number,
      id = uuid7(at + after, bytesOf(random)),
    ): void => void events.push({ id, kind, payload: payload as Json, at: at + after, day, staff });
    const words = { visit, customer: customer.id, purpose: 'top-up', intended };
    add('visit.started', words, 0);
    const { ghosts } = decision;
    const inputs = ghosts === null ? { facts, context } : { facts, context, ghosts };
    add(
      'decision.made',
      {
        visit,
        customer: customer.id,
        engine: decision.engine,
        catalog: decision.catalog,
        policy: decision.policy,
        beliefs: decision.beliefs,
        seed: decision.seed,
        proposals: decision.proposals.map(({ offer, tier, treatment, score }) => ({
          offer,
          tier,
          treatment,
          score,
        })),
        silence: decision.silence?.code ?? null,
        inputs: canonicalJson(inputs as unknown as Json),
        digest: createHash('sha256').update(decisionText(decision)).digest('hex'),
      },
      DECIDED_AFTER_MS,
      decisionId,
    );
    const said = decision.proposals.find(({ promotional }) => promotional);
    if (ghosts !== null && ghosts.length > 0) heldOut += 1;
    let prepaid: Fen = intended;
    let paid: Fen = intended;
    if (said !== undefined) {
      heard += 1;
      const objection = objectionTo(offers.get(said.offer), objects, random);
      const answer = (of: Edition): string | undefined =>
        of.offers.get(said.offer)?.objections[(objection ?? 0) - 1]?.answer.zh;
      const isWordedAnew = objection !== null && answer(old) !== answer(now);
      const takesAfter = edition === now ? TAKES_AFTER.now : TAKES_AFTER.before;
      const isTaken = chance(random, isWordedAnew ? takesAfter : takes);
      const isClaimed = isTaken || chance(random, invents);
      const asked = fen(Math.max(intended, said.prepay));
      if (isClaimed) prepaid = asked;
      if (isTaken) {
        paid = asked;
        takers.push({ account, at });
      }
      const { offer, tier, treatment } = said;
      add(
        'answer.recorded',
        {
          visit,
          customer: customer.id,
          decision: decisionId,
          offer,
          tier,
          treatment,
          answer: isClaimed ? 'accepted' : 'declined',
          declineReason: isClaimed ? null : 'not-needed',
          notSaidReason: null,
          laterOn: null,
          ...(objection === null ? {} : { objection }),
        },
        30_000,
      );
      if (isClaimed) owed += costs.get(`${offer} ${tier}`) ?? 0;
    }
    add('visit.finished', { ...words, prepaid, gifts: [] }, 60_000);
    log.push({ account, at: at + 50_000, amount: paid, channel: '营业厅' });
    const later = laterTopUps(intended, random);
    let displaced = paid - intended;
    for (const amount of later) {
      const less = Math.min(displaced, amount);
      displaced -= less;
      if (amount > less)
        log.push(topUp(account, at + between(random, 2, WINDOW_DAYS - 1) * DAY_MS, amount - less));
    }
    owed -= displaced;
  }

  const planted = brings * heard + owed;
  for (const [index, { account, at }] of takers.entries()) {
    const amount = shareOf(planted, takers.length, index);
    if (amount > 0) log.push(topUp(account, at + DAY_MS, amount));
  }
  return { events, log, heard, heldOut };
}

type Edition = ReturnType<typeof editionOf>;

const editionOf = (catalog: Catalog) => ({
  compiled: compileCatalog(catalog),
  offers: new Map(catalog.offers.map((offer) => [offer.id, offer])),
  /** By offer and rung. */
  costs: new Map(
    catalog.offers.flatMap(({ id, tiers }) => tiers.map((tier) => [`${id} ${tier.id}`, tier.cost])),
  ),
});

/** Its place among the offer's objections, from 1; null: the customer has none, or the offer knows none. */
function objectionTo(offer: Offer | undefined, objects: number, random: Random): number | null {
  const known = offer?.objections.length ?? 0;
  // Where nobody objects no draw is made: the quarter is the same as ever.
  if (objects === 0 || known === 0 || !chance(random, objects)) return null;
  return between(random, 1, known);
}

const PLENTY = Object.fromEntries(
  ['umbrella', 'oil', 'thermos', 'power-bank', 'towels', 'rice'].map((gift) => [gift, 1_000_000]),
);

const topUp = (account: string, at: number, amount: number): QuarterTopUp => ({
  account,
  at,
  amount,
  channel: '网上营业厅',
});

/** Two in three come back at other channels; few put down much. */
function laterTopUps(usual: number, random: Random): readonly number[] {
  if (!chance(random, 2 / 3)) return [];
  return Array.from({ length: between(random, 1, 2) }, () =>
    Math.round(usual * Math.exp(0.6 * (random() + random() + random() - 1.5))),
  );
}

const shareOf = (sum: number, parts: number, index: number): number =>
  Math.floor((sum * (index + 1)) / parts) - Math.floor((sum * index) / parts);

/** Between nine and six on the clock of the province. */
const instantOf = (day: Day, random: Random): number =>
  Date.parse(`${day}T00:00:00Z`) - UTC_OFFSET_MS + between(random, 9 * 3_600, 18 * 3_600) * 1_000;

const bytesOf = (random: Random): Uint8Array =>
  Uint8Array.from({ length: 10 }, () => between(random, 0, 255));

/** On the clock of the province: `2026-10-31 14:05:00`. */
export const clockOf = (at: number): string =>
  `${dayOfInstant(at as Instant, 'Asia/Shanghai')} ${new Date(at + UTC_OFFSET_MS).toISOString().slice(11, 19)}`;
