// The customer page from HQ's document, the facts and the branch's own memory. Names and numbers masked.
import type { CareItem } from '#shared/contract/view_care.ts';
import type {
  ChurnView,
  CustomerView,
  FamilyMember,
  LevelView,
  PointsView,
  RetentionView,
  RiskView,
  WalkInView,
} from '#shared/contract/view_customer.ts';
import type { Currency } from '#shared/base/money.ts';
import { churnReasonText } from '#shared/engine/churn/reason_text.ts';
import { optedOutBy } from '#shared/engine/consent.ts';
import { HOUSEHOLD_LABEL, HOUSEHOLD_LABEL_NAME } from '#shared/engine/household.ts';
import { joinedOn } from '#shared/engine/plausible.ts';
import { bestTimeOf } from '#shared/engine/groups/best_time.ts';
import { type Customer, OUTSIDE_MODEL, type Risk } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Group } from '#shared/model/group.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { HouseholdMember } from '../store/customers.ts';
import type { AnswerRow } from '../store/history.ts';
import { groupsOf } from './group_view.ts';
import { maskAccount, maskName, maskPhone } from '../store/mask.ts';

export type CustomerParts = {
  readonly customer: Customer;
  readonly household: readonly HouseholdMember[];
  readonly facts: Facts;
  /** Newest first. */
  readonly answers: readonly AnswerRow[];
  /** Newest first. */
  readonly walkIns: readonly WalkInView[];
  readonly catalog: Catalog;
  readonly groups: readonly Group[];
  readonly currency: Currency;
  readonly retention: RetentionView | null;
  readonly level: LevelView | null;
  readonly points: PointsView | null;
  readonly care: readonly CareItem[];
  readonly notes: CustomerView['notes'];
  readonly doneToday: CustomerView['doneToday'];
};

/** More than a window shows: it leaves out those of the visit that is open on it. */
export const LAST_ANSWERS = 15;

export function customerToView(parts: CustomerParts): CustomerView {
  const { customer, facts } = parts;
  return {
    id: customer.id,
    name: maskName(customer.name),
    phone: maskPhone(customer.phone),
    account: maskAccount(customer.account),
    idTail: customer.idTail,
    area: customer.area,
    since: joinedOn(customer),
    tenureMonths: facts.tenureMonths,
    plan: customer.plan,
    contractEnd: customer.contractEnd,
    hasNoContract: customer.hasNoContract === true,
    daysToContractEnd: facts.daysToContractEnd,
    balance: customer.balance,
    arrears: customer.arrears,
    points: customer.points,
    family: parts.household.filter((member) => member.id !== customer.id).map(toFamilyMember),
    holdings: customer.holdings,
    areHoldingsTold: facts.holdings !== null,
    months: customer.months,
    usualTopUp: facts.usualTopUp,
    averageSpend: facts.arpu3,
    score: customer.score,
    isValueOutside: customer.score?.lifetime?.model === OUTSIDE_MODEL,
    groups: groupsOf(customer.score, parts.groups, {
      holding: (code) => parts.catalog.holdings?.[code] ?? sameInBoth(code),
    }),
    bestTime: bestTimeOf(customer.score, parts.groups),
    labels: facts.labels.map((id) => labelName(id, parts.catalog)),
    churn: churnOf(customer, parts.currency),
    retention: parts.retention,
    level: parts.level,
    pointsHere: parts.points,
    care: parts.care,
    hasFile: customer.file !== null,
    risks: risksOf(customer, facts),
    lastComplaint: customer.lastComplaint,
    optedOutBy: optedOutBy(customer),
    blacklisted: customer.blacklisted === true,
    untold: (['optedOut', 'blacklisted'] as const).filter((field) => customer[field] === null),
    asOf: customer.asOf,
    lastAnswers: parts.answers.slice(0, LAST_ANSWERS).map((row) => ({
      visit: row.visit,
      at: row.at,
      offer: row.offer,
      name:
        parts.catalog.offers.find((offer) => offer.id === row.offer)?.name ?? sameInBoth(row.offer),
      answer: row.answer,
    })),
    notes: parts.notes,
    doneToday: parts.doneToday,
    walkIns: parts.walkIns,
  };
}

/** What HQ has taken away since is shown by its code. */
const labelName = (id: string, { labels }: Catalog): LocalText =>
  labels?.find((label) => label.id === id)?.name ??
  (id === HOUSEHOLD_LABEL ? HOUSEHOLD_LABEL_NAME : sameInBoth(id));

function churnOf({ score }: Customer, currency: Currency): ChurnView | null {
  if (score === null || score.churn === null) return null;
  const { chance, band, model, leaver = 'silence', reasons } = score.churn;
  return {
    percent: Math.round(chance * 100),
    leaver,
    ofTen: band === undefined ? null : ofTen(band),
    isOutside: model === OUTSIDE_MODEL,
    asOf: score.asOf,
    reasons: reasons.map((reason) => churnReasonText(reason, currency)),
  };
}

/** Whole customers; a band of none stands for one at most. */
const ofTen = ([low, high]: readonly [number, number]): ChurnView['ofTen'] => ({
  low: Math.round(low * 10),
  high: Math.max(1, Math.round(high * 10)),
});

const toFamilyMember = (member: HouseholdMember): FamilyMember => ({
  id: member.id,
  name: maskName(member.name),
  phone: maskPhone(member.phone),
});

function risksOf(customer: Customer, facts: Facts): readonly RiskView[] {
  const { score } = customer;
  if (score === null) return [];
  return score.risks.map((risk) => ({ risk, asOf: score.asOf, figure: figureOf(risk, facts) }));
}

function figureOf(risk: Risk, facts: Facts): number | null {
  switch (risk) {
    case 'expiring':
      return facts.daysToContractEnd;
    case 'silent':
      return facts.monthsSilent;
    case 'not-billed':
      return facts.monthsNotBilled;
    case 'arrears':
      return facts.arrears;
    case 'leaving':
    case 'involuntary':
      return null;
  }
}
