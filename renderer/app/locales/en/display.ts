// The customer's screen
import type { display as chinese } from '../zh-CN/display.ts';
import type { Wording } from '../wording.ts';

export const display: Wording<typeof chinese> = {
  welcome: 'Welcome',
  prepay: 'Prepay',
  more: 'Of it extra',
  monthly: 'Each month',
  points: 'From your points',
  pointsFigure: '{{count}} points',
  benefit: 'For you',
  gift: 'A gift',
  draws: 'Lottery',
  drawsFigure: 'draws: {{count}}',
  until: 'On offer until {{day}}',
  yes: 'Yes, please',
  no: 'No, thank you',
  saidYes: 'Gladly, we are on it',
  saidNo: 'As you like',
  odds: '{{count}} tickets, chance of a prize {{percent}}',
  tickets: 'tickets: {{count}}',
  blanks: 'No prize',
  thanks: 'Thank you',
  paid: 'Put on today',
  gifts: 'For you',
  earned: 'Points earned',
  drawNow: 'Draws that you have: {{count}}',
  sayNumber: 'Please say any number of 1 to 8 digits',
  yourNumber: 'Your number',
  won: 'Congratulations, you won',
  blank: 'No prize this time. Thank you for playing.',
};
