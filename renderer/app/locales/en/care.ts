// Care: the list of the day and the line on the customer's page
import type { care as chinese } from '../zh-CN/care.ts';
import type { Wording } from '../wording.ts';

export const care: Wording<typeof chinese> = {
  title: "Today's care",
  list: 'Care list',
  lead: 'Read it out; there is nothing to sell. One key when it is done.',
  count: '{{count}} to go',
  more: '{{count}} more are not shown: do these first.',
  loading: 'Checking who is due today…',
  empty: 'Nobody on the care list today',
  emptyNext:
    'Birthdays, contracts about to end and home visits due appear here. Press {{key}} to find a customer and carry on.',
  allDone: 'All done for today. Press {{key}} to find a customer and carry on.',
  say: 'Say this',
  bestTime: 'Best time: {{time}}',
  open: 'Open the customer',
  close: 'Close',
  outcome: { done: 'Done', 'not-reached': 'Not reached', 'not-wanted': 'Not interested' },
  outcomeLabel: 'Outcome',
  when: {
    today: '{{what}}: today',
    tomorrow: '{{what}}: tomorrow',
    ahead: '{{what}}: in {{days}}',
    past: '{{what}}: {{days}} ago',
    visit: 'Home visit due',
  },
  what: {
    'contract-end': 'Contract end',
    birthday: 'Birthday',
    'spouse-birthday': "Spouse's birthday",
    'child-birthday': "Child's birthday",
    'parent-birthday': "Parent's birthday",
    wedding: 'Wedding anniversary',
  },
};
