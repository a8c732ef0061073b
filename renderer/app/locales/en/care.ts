// Care: the list of the day and the line on the customer's page
import type { care as chinese } from '../zh-CN/care.ts';
import type { Wording } from '../wording.ts';

export const care: Wording<typeof chinese> = {
  title: "Today's care",
  list: 'Care list',
  lead: 'Read it out, sell nothing. One key when it is done.',
  count: '{{count}} to go',
  more: '{{count}} more are not shown: do these first.',
  loading: 'Looking up who needs care today…',
  empty: 'Nobody needs care today',
  emptyNext:
    'Birthdays, contracts about to end and home visits that are due stand here. Press {{key}} to find a customer and go on.',
  allDone: 'All done for today. Press {{key}} to find a customer and go on.',
  say: 'Say this',
  bestTime: 'Good time: {{time}}',
  open: 'Open the customer',
  close: 'Close',
  outcome: { done: 'Done', 'not-reached': 'Not reached', 'not-wanted': 'Not wanted' },
  outcomeLabel: 'Outcome',
  when: {
    today: '{{what}} today',
    tomorrow: '{{what}} tomorrow',
    ahead: '{{what}} in {{days}}',
    past: '{{what}} {{days}} ago',
    visit: 'Home visit is due',
  },
  what: {
    'contract-end': 'Contract ends',
    birthday: 'Birthday',
    'spouse-birthday': "Spouse's birthday",
    'child-birthday': "Child's birthday",
    'parent-birthday': "Parent's birthday",
    wedding: 'Wedding day',
  },
};
