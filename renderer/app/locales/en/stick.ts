// What goes to and comes from HQ on a stick
import type { stick as chinese } from '../zh-CN/stick.ts';
import type { Wording } from '../wording.ts';

export const stick: Wording<typeof chinese> = {
  open: 'USB stick',
  title: 'Exchange with HQ by USB stick',
  lead: 'Without a connection, a USB stick carries entries to HQ and brings back data and receipts.',
  choose: 'Choose the stick',
  another: 'Choose another',
  write: 'Write to the stick',
  read: 'Read from the stick',
  chosen: 'Stick: {{name}}',
  none: 'No stick chosen yet.',
  waiting: '{{count}} entries have no receipt from HQ yet.',
  saved:
    'All {{count}} are on a stick and waiting for HQ’s receipt; only then do they count as sent.',
  unsaved: '{{count}} of them are not on any stick yet.',
  allSent: 'HQ has all entries.',
  empty: 'There is nothing from this program on the stick yet.',
  table: 'What is on the stick',
  what: 'What',
  whose: 'For whom',
  at: 'Written',
  age: '{{age}} ago',
  kind: {
    'to-hq': 'Entries for HQ',
    'to-device': 'Data and receipts from HQ',
    request: 'Enrolment request',
    answer: 'HQ’s answer',
    unreadable: 'Unreadable file',
  },
  entries: '{{count}} entries',
  own: 'this computer',
  branch: 'this branch, {{name}}',
  otherBranch: '{{branch}} {{name}}',
  otherHub: 'another HQ',
  next: {
    read: 'The stick has news from HQ: press “Read from the stick”.',
    write: 'Some entries are not on a stick yet: press “Write to the stick”.',
    'to-hq': 'Take this stick to HQ.',
    'to-branch': 'Take this stick to its branch.',
    nothing: 'All done: you can remove the stick.',
  },
  written: '{{count}} entries written. Take the stick to HQ.',
  taken: 'Read: {{receipts}} receipts, data from number {{from}} to {{to}}.',
  takenSame: 'Read: {{receipts}} receipts; the data is unchanged.',
  takenOlder:
    'This stick is older than the data here: {{receipts}} receipts were read, the data was not.',
  sentAgain: 'HQ has lost some entries: write the stick again and take it to HQ.',
  working: 'Reading or writing: do not remove the stick…',
  enrol: {
    show: 'No connection? Enrol by USB stick',
    hide: 'Connected? Enrol directly',
    lead: 'First write a request to the stick and take it to HQ. When the stick comes back, read HQ’s answer. You type the code both times.',
    ask: 'Write the request',
    answer: 'Read HQ’s answer',
    asked:
      'The request has been written. Take the stick and the code to HQ; bring the stick back with HQ’s answer.',
  },
  first: 'Read the first data from a USB stick',
};
