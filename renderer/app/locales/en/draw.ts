// The lottery: prizes, fingerprint, one draw, the receipt
import type { draw as chinese } from '../zh-CN/draw.ts';
import type { Wording } from '../wording.ts';

export const draw: Wording<typeof chinese> = {
  title: 'Lottery draw',
  of: '{{name}} has a draw',
  left: 'Draws left: {{count}}',
  ask: 'Ask for a number',
  askHint: '1 to 8 digits, chosen by the customer',
  bad: 'Enter 1 to 8 digits',
  submit: 'Draw',
  won: 'Won: {{prize}}',
  blank: 'No prize this time',
  again: 'Draw again',
  finished: 'No draws left',
  later: 'Not now',
  pending: '{{name}} – draws left: {{count}}',
  resume: 'Back to the draw',
  prizes: 'Prizes',
  tickets: '{{count}} left',
  blanks: 'no prize',
  odds: '{{count}} tickets, {{percent}} win a prize',
  winners: 'Recent winners',
  noWinners: 'No winners yet. This customer could be the first.',
  fingerprint: 'Fingerprint of draw {{draw}}',
  fingerprintWhy:
    'The seed was fixed before the draw: its fingerprint is shown first and the seed afterwards, so nobody can change it.',
  full: 'In full',
  short: 'Short',
  loading: 'Loading the prizes…',
  see: 'Show the prizes',
  hide: 'Hide the prizes',
  receipt: 'Draw receipt',
  lease: 'Ticket batch',
  number: "Customer's number",
  drawNumber: 'Draw',
  seed: 'Seed',
  ticketsBefore: 'Tickets before the draw',
  commitment: 'Fingerprint before the draw',
  verify: 'How to verify',
  verifyText:
    'The fingerprint (SHA-256) of the seed is shown before the draw, the seed afterwards. The SHA-256 of the seed must match the fingerprint. The seed, batch, draw, number and tickets before the draw then give the same ticket by the public rule, which is in the help. HQ checks every draw with hub lottery verify.',
};
