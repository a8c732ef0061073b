// An event of a visit against what its own device told of the visit before.
import { UNDO_MS } from '#shared/contract/commands.ts';
import type { Fen } from '#shared/base/money.ts';
import { drawTicket } from '#shared/engine/lottery/draw_ticket.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { countTickets } from '#shared/engine/lottery/tickets.ts';
import type { EventPayload } from '#shared/model/event.ts';
import { areReadableInputs } from './decision_inputs.ts';
import type { Grounds, VettedEvent } from './grounds.ts';
import { type Misfit, misfit } from './misfit.ts';
import { keyOf, paidRungs, type Rung } from './rungs.ts';
import type { VisitSoFar } from './visit_so_far.ts';

/** Null also for what is of no visit. */
export function vetVisitEvent(event: VettedEvent, grounds: Grounds): Misfit | null {
  const { kind, payload } = event;
  if (kind === 'visit.corrected' || !('visit' in payload) || payload.visit === null) return null;
  const visit = grounds.visits.get(payload.visit);
  if (kind === 'visit.started' || kind === 'walk-in.started') {
    if (visit !== undefined) return misfit('ended', 'the visit began before');
    return vetAmount(payload.intended, grounds);
  }
  if (visit === undefined) return misfit('no-start', 'this computer began no such visit');
  const ofOther =
    ('customer' in payload && payload.customer !== visit.customer) ||
    ('phone' in payload && payload.phone !== visit.phone);
  if (ofOther) return misfit('no-start', 'the visit is of somebody else');
  return vetStep(event, visit, grounds);
}

function vetStep(event: VettedEvent, visit: VisitSoFar, grounds: Grounds): Misfit | null {
  const over = misfit('ended', 'the visit is finished');
  switch (event.kind) {
    case 'visit.changed':
    case 'walk-in.changed':
      return visit.finish === null ? vetAmount(event.payload.intended, grounds) : over;
    case 'decision.made':
      return vetDecision(event.payload, grounds);
    case 'answer.recorded':
      return visit.finish === null ? vetAnswer(event.payload, visit, grounds) : over;
    case 'visit.finished':
      return visit.finish === null
        ? (vetFinish(event.payload, visit, grounds) ?? vetGifts(event.payload, visit, grounds))
        : over;
    case 'walk-in.finished':
      return visit.finish === null ? vetFinish(event.payload, visit, grounds) : over;
    case 'event.undone':
      return vetUndo(event.payload.undoes, event.at, visit);
    case 'points.spent':
      return vetPoints(event.payload, visit, grounds);
    case 'lottery.drawn':
      return vetDraw(event.payload, visit, grounds);
    default:
      return null;
  }
}

const vetAmount = (amount: Fen | null, { most }: Grounds): Misfit | null =>
  amount !== null && amount > most
    ? misfit('amount', 'more than any policy takes as one amount')
    : null;

function vetDecision(
  { engine, catalog, policy, beliefs, proposals, inputs }: EventPayload<'decision.made'>,
  { catalogs, policies, beliefs: believed }: Grounds,
): Misfit | null {
  if (!areReadableInputs(inputs)) return misfit('malformed', 'inputs that cannot be read');
  if (/^\d{10}/.test(engine)) return misfit('malformed', 'an engine of no such number');
  const rungs = catalogs.get(catalog);
  if (rungs === undefined) return misfit('unknown-edition', `catalog ${catalog}`);
  if (!policies.has(policy)) return misfit('unknown-edition', `policy ${policy}`);
  // Counters of protocol 1 had none.
  if ((beliefs as string | undefined) !== undefined && !believed.has(beliefs)) {
    return misfit('unknown-edition', `beliefs ${beliefs}`);
  }
  const stray = proposals.find((proposal) => rungs.of(proposal) === undefined);
  return stray === undefined
    ? null
    : misfit('not-proposed', `catalog ${catalog} has no ${keyOf(stray)}`);
}

function vetAnswer(
  answer: EventPayload<'answer.recorded'>,
  visit: VisitSoFar,
  grounds: Grounds,
): Misfit | null {
  const name = keyOf(answer);
  const decision = visit.decisions.get(answer.decision);
  if (!decision?.proposals.some((proposal) => keyOf(proposal) === name)) {
    return misfit('not-proposed', `no decision of the visit proposed ${name}`);
  }
  if ([...visit.answers.values()].some((given) => keyOf(given) === name)) {
    return misfit('ended', `${name} was answered before`);
  }
  const rung = grounds.catalogs.get(decision.catalog)?.of(answer);
  if (rung === undefined || answer.asks === undefined) return null;
  const asks = rung.promotional && rung.prepay > 0 ? rung.prepay : null;
  return answer.asks === asks ? null : misfit('amount', `${name} asks for another amount`);
}

function vetFinish(
  finish: EventPayload<'visit.finished'> | EventPayload<'walk-in.finished'>,
  visit: VisitSoFar,
  grounds: Grounds,
): Misfit | null {
  if (finish.purpose !== visit.purpose) {
    return misfit('no-start', `it began for ${visit.purpose}, and ends for ${finish.purpose}`);
  }
  if (!visit.intended.has(finish.intended)) {
    return misfit('amount', 'the amount that was meant is none of those that were named');
  }
  return vetAmount(finish.prepaid, grounds);
}

function vetGifts(
  { gifts, prepaid, exception }: EventPayload<'visit.finished'>,
  visit: VisitSoFar,
  grounds: Grounds,
): Misfit | null {
  if (exception !== undefined) {
    if (!gifts.some(({ gift }) => gift === exception.gift)) {
      return misfit('not-earned', 'the exception is none of the gifts');
    }
    if (!grounds.gifts.has(exception.gift)) {
      return misfit('not-earned', `the branch has no gift ${exception.gift}`);
    }
  }
  if (gifts.length === 0 || visit.isCorrected) return null;
  const paid = paidOf(visit, prepaid, grounds);
  const given = new Map<string, number>();
  for (const { gift, count } of gifts) given.set(gift, (given.get(gift) ?? 0) + count);
  for (const [gift, count] of given) {
    const earned = paid.filter((rung) => rung.gift === gift).length;
    if (count > earned + (exception?.gift === gift ? 1 : 0)) {
      return misfit(
        'not-earned',
        `${count} ${gift}: what was accepted and paid for brings ${earned}`,
      );
    }
  }
  return null;
}

/** What was accepted and paid for, by the rungs of the catalogs that the decisions name. */
function paidOf(visit: VisitSoFar, prepaid: Fen | null, { catalogs }: Grounds): readonly Rung[] {
  const accepted = [...visit.answers.values()].flatMap((given) => {
    if (given.answer !== 'accepted') return [];
    const catalog = visit.decisions.get(given.decision)?.catalog ?? '';
    return catalogs.get(catalog)?.of(given) ?? [];
  });
  return paidRungs(accepted, prepaid);
}

function vetUndo(undoes: string, at: number, visit: VisitSoFar): Misfit | null {
  if (visit.finish?.id === undoes) {
    if (visit.draws.size > 0) return misfit('ended', 'a draw followed: it cannot be taken back');
    return Math.abs(at - visit.finish.at) <= UNDO_MS
      ? null
      : misfit('late-undo', 'only a manager takes back an end after its minute');
  }
  return visit.answers.has(undoes) || visit.notes.has(undoes)
    ? null
    : misfit(
        'nothing-to-undo',
        'this computer recorded no such entry of the visit, or took it back',
      );
}

function vetPoints(
  { finish, offer, tier, points }: EventPayload<'points.spent'>,
  visit: VisitSoFar,
  grounds: Grounds,
): Misfit | null {
  if (!grounds.letsSpend) return misfit('not-lent', 'points were never spent at this computer');
  if (visit.finish?.id !== finish) return misfit('no-start', 'no such end of the visit');
  if (visit.finish.spent.has(`${offer} ${tier}`)) return misfit('ended', 'they were taken before');
  const isPaid = paidOf(visit, visit.finish.prepaid, grounds).some(
    (rung) => rung.offer === offer && rung.tier === tier && rung.points === points,
  );
  return isPaid || visit.isCorrected
    ? null
    : misfit('not-earned', `nothing that was accepted takes ${points} points`);
}

function vetDraw(
  drawn: EventPayload<'lottery.drawn'>,
  visit: VisitSoFar,
  grounds: Grounds,
): Misfit | null {
  const deck = grounds.decks.get(drawn.lease);
  if (deck?.lottery !== drawn.lottery) {
    return misfit(
      'not-lent',
      `no deck ${drawn.lease} of ${drawn.lottery} was lent to this computer`,
    );
  }
  const all = countTickets(deck.tickets);
  const left = countTickets(drawn.tickets);
  const isOfDeck = Object.entries(drawn.tickets).every(
    ([prize, count]) => count <= (deck.tickets[prize] ?? 0),
  );
  if (drawn.draw > all || left !== all - drawn.draw + 1 || !isOfDeck) {
    return misfit('not-lent', `draw ${drawn.draw} finds other tickets in the deck`);
  }
  if (
    drawn.seed !== seedOfDraw(deck.lastSeed, drawn.draw, all) ||
    drawTicket(drawn) !== drawn.prize
  ) {
    return misfit('not-lent', `draw ${drawn.draw} is none of the deck's`);
  }
  if (visit.finish === null) return misfit('no-start', 'the visit is not finished');
  if (visit.isCorrected) return null;
  const { offer, tier, lottery } = drawn;
  const owed = paidOf(visit, visit.finish.prepaid, grounds).find(
    (rung) => rung.offer === offer && rung.tier === tier,
  )?.draws;
  return owed?.lottery === lottery && (visit.draws.get(offer) ?? 0) < owed.count
    ? null
    : misfit('not-earned', 'what was accepted and paid for owes no such draw');
}
