// The lottery: prizes, fingerprint, one draw, the receipt
import type { draw as chinese } from '../zh-CN/draw.ts';
import type { Wording } from '../wording.ts';

export const draw: Wording<typeof chinese> = {
  title: 'Draw',
  of: '{{name}} may draw',
  left: '{{count}} left to draw',
  ask: 'Ask for a number',
  askHint: '1 to 8 digits, chosen by the customer',
  bad: 'Type 1 to 8 digits',
  submit: 'Draw',
  won: 'Won: {{prize}}',
  blank: 'No prize this time',
  again: 'Draw again',
  finished: 'All drawn',
  later: 'Not now',
  pending: '{{name}}: {{count}} left to draw',
  resume: 'Go back to the draw',
  prizes: 'Prizes',
  tickets: '{{count}} left',
  blanks: 'without a prize',
  odds: '{{count}} tickets, {{percent}} with a prize',
  winners: 'Recent winners',
  noWinners: 'Nobody has won yet: the first may stand before you.',
  fingerprint: 'Fingerprint of draw {{draw}}',
  fingerprintWhy:
    'The seed was fixed before the draw: its fingerprint is shown first and the seed afterwards, so that nobody can change it.',
  full: 'In full',
  short: 'Short',
  loading: 'Looking up the prizes…',
  see: 'See the prizes',
  hide: 'Fold the prizes',
  receipt: 'Receipt of the draw',
  lease: 'Batch of tickets',
  number: "Customer's number",
  drawNumber: 'Draw',
  seed: 'Seed',
  ticketsBefore: 'Tickets before',
  commitment: 'Fingerprint before',
  verify: 'How to verify',
  verifyText:
    'The fingerprint (SHA-256) of the seed is shown before the draw, the seed after it. Take the SHA-256 of the seed: it must be the fingerprint. Then seed, batch, draw, number and the tickets before give the same ticket again by the public rule. The rule stands in the help. HQ checks every draw with hub lottery verify.',
};
