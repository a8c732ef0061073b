// What goes to and comes from HQ on a stick
import type { stick as chinese } from '../zh-CN/stick.ts';
import type { Wording } from '../wording.ts';

export const stick: Wording<typeof chinese> = {
  open: 'Stick',
  title: 'To and from HQ by stick',
  lead: 'Without a line, a stick takes the entries to HQ and brings HQ’s data and receipts back.',
  choose: 'Choose the stick',
  another: 'Another stick',
  write: 'Write to the stick',
  read: 'Read from the stick',
  chosen: 'Stick: {{name}}',
  none: 'No stick is chosen yet.',
  waiting: '{{count}} entries have no receipt of HQ yet.',
  saved:
    'All {{count}} were written to a stick and wait for HQ’s receipt; only then they count as sent.',
  unsaved: '{{count}} of them are on no stick yet.',
  allSent: 'HQ has all entries.',
  empty: 'Nothing of this program is on the stick yet.',
  table: 'What is on the stick',
  what: 'What',
  whose: 'For whom',
  at: 'Written',
  age: '{{age}} ago',
  kind: {
    'to-hq': 'Entries for HQ',
    'to-device': 'Data and receipts of HQ',
    request: 'Request to enrol',
    answer: 'HQ’s answer to it',
    unreadable: 'A file that does not read',
  },
  entries: '{{count}} entries',
  own: 'this computer',
  branch: 'this branch, {{name}}',
  otherBranch: '{{branch}} {{name}}',
  otherHub: 'another HQ',
  next: {
    read: 'News of HQ are on the stick: press “Read from the stick”.',
    write: 'Entries are on no stick yet: press “Write to the stick”.',
    'to-hq': 'Take this stick to HQ.',
    'to-branch': 'Take this stick to its branch.',
    nothing: 'Nothing is left to do: the stick may be pulled.',
  },
  written: 'Written, {{count}} entries. Take the stick to HQ.',
  taken: 'Read: {{receipts}} receipts, data from number {{from}} to {{to}}.',
  takenSame: 'Read: {{receipts}} receipts, the data are the same.',
  takenOlder:
    'This stick is older than the data here: {{receipts}} receipts were taken, the data were left.',
  sentAgain: 'HQ has lost some entries: write the stick again and take it to HQ.',
  working: 'Reading or writing: do not pull the stick…',
  enrol: {
    show: 'No line? Enrol by stick',
    hide: 'There is a line: enrol directly',
    lead: 'First write a request to the stick and take it to HQ; when the stick is back, read HQ’s answer. The code is typed both times.',
    ask: 'Write the request',
    answer: 'Read HQ’s answer',
    asked:
      'The request is written. Take the stick and the code to HQ; bring it back with HQ’s answer.',
  },
  first: 'Read the first data from a stick',
};
