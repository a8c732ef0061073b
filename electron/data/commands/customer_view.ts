// The customer page from HQ's document, the facts and the branch's own memory. Names and numbers masked.
import type { CustomerView, FamilyMember, RiskView } from '#shared/contract/view_customer.ts';
import type { Customer, Risk } from '#shared/model/customer.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { Offer } from '#shared/model/catalog.ts';
import type { HouseholdMember } from '../store/customers.ts';
import type { AnswerRow } from '../store/history.ts';
import { maskAccount, maskName, maskPhone } from '../store/mask.ts';

export type CustomerParts = {
  readonly customer: Customer;
  readonly household: readonly HouseholdMember[];
  readonly facts: Facts;
  /** Newest first. */
  readonly answers: readonly AnswerRow[];
  readonly offers: readonly Offer[];
};

const LAST_ANSWERS = 5;

export function customerToView(parts: CustomerParts): CustomerView {
  const { customer, facts } = parts;
  return {
    id: customer.id,
    name: maskName(customer.name),
    phone: maskPhone(customer.phone),
    account: maskAccount(customer.account),
    idTail: customer.idTail,
    area: customer.area,
    since: customer.since,
    tenureMonths: facts.tenureMonths,
    plan: customer.plan,
    contractEnd: customer.contractEnd,
    daysToContractEnd: facts.daysToContractEnd,
    balance: customer.balance,
    arrears: customer.arrears,
    points: customer.points,
    family: parts.household.filter((member) => member.id !== customer.id).map(toFamilyMember),
    holdings: customer.holdings,
    months: customer.months,
    usualTopUp: facts.usualTopUp,
    averageSpend: facts.arpu3,
    score: customer.score,
    risks: risksOf(customer, facts),
    lastComplaint: customer.lastComplaint,
    optedOut: customer.optedOut,
    blacklisted: customer.blacklisted,
    asOf: customer.asOf,
    lastAnswers: parts.answers.slice(0, LAST_ANSWERS).map((row) => ({
      visit: row.visit,
      at: row.at,
      offer: row.offer,
      name: parts.offers.find((offer) => offer.id === row.offer)?.name ?? {
        zh: row.offer,
        en: row.offer,
      },
      answer: row.answer,
    })),
  };
}

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
      return null;
  }
}
