// The customer's screen
import type { display as chinese } from '../zh-CN/display.ts';
import type { Wording } from '../wording.ts';

export const display: Wording<typeof chinese> = {
  welcome: 'Welcome',
  prepay: 'Top up',
  more: 'Extra today',
  monthly: 'Per month',
  points: 'From your points',
  pointsFigure: '{{count}} points',
  benefit: 'You get',
  gift: 'Your gift',
  draws: 'Lottery',
  drawsFigure: '{{count}}',
  until: 'Offer ends {{day}}',
  yes: 'Yes, please',
  no: 'No, thank you',
  saidYes: 'Thank you, we’ll set it up now',
  saidNo: 'No problem',
  odds: '{{count}} tickets, {{percent}} win a prize',
  tickets: 'tickets: {{count}}',
  blanks: 'No prize',
  thanks: 'Thank you',
  paid: 'Paid today',
  gifts: 'Your gift',
  earned: 'Points earned',
  drawNow: 'Your draws: {{count}}',
  sayNumber: 'Please choose a number of 1 to 8 digits',
  yourNumber: 'Your number',
  won: 'Congratulations, you’ve won',
  blank: 'No prize this time. Thank you for taking part.',
};
