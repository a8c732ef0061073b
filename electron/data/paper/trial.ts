// A slip by which a person sees whether the printer does all that slips need.
import { fen, formatMoney } from '#shared/base/money.ts';
import type { Paper } from '#shared/model/paper.ts';
import { pair, type ReceiptFacts } from './receipt.ts';
import { PAPER_WORDS } from './words.ts';

type TrialFacts = Pick<ReceiptFacts, 'language' | 'currency' | 'branch' | 'staff' | 'time'>;

export function trialOf({ language, currency, branch, staff, time }: TrialFacts): Paper {
  const words = PAPER_WORDS[language];
  return [
    { kind: 'title', text: branch },
    { kind: 'centre', text: words.trial },
    { kind: 'rule' },
    pair(words.time, time),
    pair(words.staff, staff),
    pair(words.prepaid, formatMoney(fen(123_450), currency, language)),
    { kind: 'text', text: words.trialText, isStrong: true },
    { kind: 'qr', content: `COUNTER-ASSIST ${time}`, caption: words.trial },
  ];
}
