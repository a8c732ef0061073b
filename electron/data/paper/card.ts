// The sentence to take home: as it was read out, with its terms. Whoever finds it learns of no customer.
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { Proposal } from '#shared/model/decision.ts';
import type { Paper, PaperBlock } from '#shared/model/paper.ts';
import type { Language, LocalText } from '#shared/model/text.ts';
import { pair } from './receipt.ts';
import { PAPER_WORDS } from './words.ts';

export type CardFacts = {
  readonly language: Language;
  readonly currency: Currency;
  readonly branch: string;
  readonly time: string;
  readonly staff: string;
  readonly proposal: Proposal;
  /** Null: it has none. */
  readonly gift: LocalText | null;
  /** Null: the offer is not in the catalog any more. */
  readonly monthly: Fen | null;
  readonly until: string | null;
};

export function cardOf(facts: CardFacts): Paper {
  const { language, currency, proposal, monthly } = facts;
  const words = PAPER_WORDS[language];
  const inWords = (text: LocalText): string => (language === 'en' ? text.en : text.zh);
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  const more = proposal.difference ?? 0;
  return [
    { kind: 'title', text: facts.branch },
    { kind: 'centre', text: `${words.card} · ${inWords(proposal.offerName)}` },
    { kind: 'rule' },
    { kind: 'text', text: inWords(proposal.sentence), isStrong: true },
    { kind: 'rule' },
    ...when(proposal.prepay > 0, words.prepay, money(proposal.prepay)),
    ...when(more > 0, words.more, money(more as Fen)),
    ...when((monthly ?? 0) > 0, words.monthly, money((monthly ?? 0) as Fen)),
    pair(words.benefit, inWords(proposal.benefit)),
    ...(facts.gift === null ? [] : [pair(words.gift, inWords(facts.gift))]),
    ...when(proposal.points > 0, words.pointsSpent, words.points(proposal.points)),
    ...(proposal.draws === null ? [] : [pair(words.draws, words.times(proposal.draws.count))]),
    ...(facts.until === null ? [] : [pair(words.until, facts.until)]),
    { kind: 'rule' },
    pair(words.time, facts.time),
    pair(words.staff, facts.staff),
    { kind: 'centre', text: words.askUs },
  ];
}

const when = (isTold: boolean, term: string, value: string): readonly PaperBlock[] =>
  isTold ? [pair(term, value)] : [];
