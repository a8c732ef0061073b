// The receipt of a finished visit: what the customer said, paid, was given and drew, each as the ledger has it.
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import { fingerprintOf } from '#shared/engine/lottery/seed_chain.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { Paper, PaperBlock } from '#shared/model/paper.ts';
import type { Language } from '#shared/model/text.ts';
import type { Answer, Purpose } from '#shared/model/visit.ts';
import { PAPER_WORDS } from './words.ts';

/** In words of one language; of the customer only what is masked. */
export type ReceiptFacts = {
  readonly language: Language;
  readonly currency: Currency;
  readonly branch: string;
  readonly time: string;
  readonly customer: string;
  readonly staff: string;
  readonly number: string;
  readonly purpose: Purpose;
  readonly prepaid: Fen | null;
  readonly answers: readonly {
    readonly offer: string;
    readonly answer: Answer;
    readonly laterOn: string | null;
  }[];
  readonly gifts: readonly { readonly name: string; readonly count: number }[];
  readonly pointsSpent: number;
  readonly pointsEarned: number;
  readonly draws: readonly {
    readonly lottery: string;
    /** Null: a blank. */
    readonly prize: string | null;
    readonly made: EventPayload<'lottery.drawn'>;
  }[];
  readonly drawsLeft: number;
};

export function receiptOf(facts: ReceiptFacts): Paper {
  const words = PAPER_WORDS[facts.language];
  return [
    { kind: 'title', text: facts.branch },
    { kind: 'centre', text: words.receipt },
    { kind: 'rule' },
    pair(words.time, facts.time),
    pair(words.customer, facts.customer),
    pair(words.staff, facts.staff),
    pair(words.number, facts.number),
    { kind: 'rule' },
    pair(words.purpose, words.purposes[facts.purpose]),
    ...(facts.prepaid === null
      ? []
      : [pair(words.prepaid, formatMoney(facts.prepaid, facts.currency, facts.language))]),
    ...facts.answers.flatMap(({ offer, answer, laterOn }) => {
      const said = words.answers[answer];
      return said === null ? [] : [pair(offer, laterOn === null ? said : `${said} ${laterOn}`)];
    }),
    ...facts.gifts.map(({ name, count }) => pair(words.gift, words.pieces(name, count))),
    ...(facts.pointsSpent > 0 ? [pair(words.pointsSpent, words.points(facts.pointsSpent))] : []),
    ...(facts.pointsEarned > 0 ? [pair(words.pointsEarned, words.points(facts.pointsEarned))] : []),
    ...(facts.drawsLeft > 0 ? [pair(words.drawsLeft, words.times(facts.drawsLeft))] : []),
    ...facts.draws.flatMap((draw) => drawBlocks(draw, facts.language)),
    { kind: 'rule' },
    { kind: 'centre', text: words.keep },
  ];
}

function drawBlocks(
  { lottery, prize, made }: ReceiptFacts['draws'][number],
  language: Language,
): readonly PaperBlock[] {
  const words = PAPER_WORDS[language];
  return [
    { kind: 'rule' },
    { kind: 'text', text: words.draw(lottery, made.draw), isStrong: true },
    pair(words.drawNumber, made.number),
    pair(words.result, prize ?? words.blank),
    pair(words.lease, made.lease),
    pair(words.fingerprint, fingerprintOf(made.seed)),
    pair(words.seed, made.seed),
    { kind: 'qr', content: proofOf(made), caption: words.scan },
  ];
}

/** What `hub lottery verify --file` takes. */
const proofOf = ({
  lottery,
  lease,
  draw,
  number,
  seed,
  tickets,
  prize,
}: EventPayload<'lottery.drawn'>): string =>
  JSON.stringify({
    fingerprint: fingerprintOf(seed),
    lottery,
    lease,
    draw,
    number,
    seed,
    tickets,
    prize,
  });

export const pair = (term: string, value: string): PaperBlock => ({ kind: 'pair', term, value });
