// Words of all pages
import type { common as chinese } from '../zh-CN/common.ts';
import type { Wording } from '../wording.ts';

export const common: Wording<typeof chinese> = {
  hints: {
    title: 'Wordings that work',
    titleAll: 'Wordings that work (all branches)',
    none: 'No objection was noted yet. With the objections open, H or J notes one.',
    noise: 'Objections noted: {{told}}. The wordings do not differ for sure yet.',
    note: 'Objections noted: {{told}}. Wordings that may differ by chance are not listed. Each was chosen for its customers, so take it as a hint.',
    when: {
      answer: '{{offer}}: they say “{{says}}”, answered so:',
      sentence: '{{offer}}: they say “{{says}}”, after this sentence:',
    },
    better: 'More yes than after the others: {{yes}} of {{told}}, likely {{low}}% to {{high}}%',
    worse: 'Fewer yes than after the others: {{yes}} of {{told}}, likely {{low}}% to {{high}}%',
  },
  product: 'Counter Assist',
  loading: 'Opening…',
  retry: 'Try again',
  cancel: 'Cancel',
  back: 'Back',
  close: 'Close',
  confirm: 'Confirm',
  none: 'None',
  unknown: 'Unknown',
  asOf: 'Data as of {{day}}',
  otherLanguage: '中文',
  role: { clerk: 'clerk', manager: 'manager' },
  pin: {
    wrong: 'Wrong PIN, {{failures}} so far.',
    wait: 'Try again in {{seconds}} s.',
  },
  than: {
    usual: 'usually {{amount}}',
    above: 'above {{amount}}',
  },
  failedBefore:
    'wrong PINs since the last sign-in: {{count}}; if they were not yours, tell the manager',
  nav: {
    label: 'Pages',
    counter: 'Counter',
    manager: 'Today',
    visits: 'Visits',
    settings: 'Settings',
    help: 'Help',
    lock: 'Lock',
  },
  training: {
    title: 'Training',
    note: 'Customers are invented: nothing is recorded, sent or given. The manager’s PIN is {{pin}}.',
    end: 'End the training',
    status: 'Training: nothing goes to HQ',
    start: 'Begin the training',
    about:
      'Go through the errand with invented customers: offers and sentences are those in force, nothing that is recorded is kept or sent. Customers who wait go on waiting.',
  },
  status: {
    label: 'Status',
    online: 'Online',
    offline: 'Offline',
    never: 'Not connected to HQ yet',
    stuck: 'HQ answers, but not everything passes',
    blocked:
      'HQ does not accept this computer (it may be revoked): have the manager call HQ; unsent entries are kept here',
    busy: 'HQ is busy; this computer tries again by itself',
    diskFull: 'The disk cannot be written (it may be full): free some space',
    damaged: 'A data file on this computer is damaged: tell the manager',
    otherKeys:
      'HQ changed its keys more than once and this computer missed it: write unsent entries to a stick, then have the manager ask HQ for a code to enrol anew',
    unread: 'The answer was not from HQ (check network or proxy)',
    offlineHint: 'Work goes on offline; entries are sent when the line is back',
    asOf: 'Data as of {{day}}',
    noData: 'No data yet',
    byStick: 'To HQ by stick',
    locked:
      'HQ was not heard for too long: the customers’ data are locked. Serve by the phone number; the manager is to reach HQ by line or stick',
    due: 'HQ must be heard within {{days}} days, or the customers’ data are locked',
    clockAhead:
      'The clock of this computer is {{by}} ahead of HQ’s: have it set right, or entries go to the wrong day',
    clockBehind:
      'The clock of this computer is {{by}} behind HQ’s: have it set right, or entries go to the wrong day',
    saved: '{{count}} on a stick, waiting for HQ’s receipt',
    allSent: 'Everything sent',
    unsent: '{{count}} unsent',
    oldest: 'oldest waits {{age}}',
    quarantined: 'HQ returned {{count}}: tell the manager',
    putBack:
      'The records here were damaged or put back to an older copy; {{count}} are missing: tell the manager',
    refused: 'A new data pack failed its checks; the old data still serves: {{detail}}',
    updateDue:
      'HQ moved on to protocol {{hub}}, this program speaks {{own}}: update it. Entries still go up; new data come after the update',
    hubBehind:
      'HQ still speaks protocol {{hub}}, this program already {{own}}: tell HQ. Entries still go up; new data cannot come yet',
    fetching: 'Receiving new data {{percent}}%',
    unprotected: 'The key of this computer is not protected by the system',
  },
  banner: {
    restarting:
      'The data service of this computer is restarting (attempt {{attempt}}). What you typed is still here.',
    down: 'The data service of this computer stopped; next try in {{seconds}} s. What you typed is still here.',
    noDisk:
      'The disk of this computer cannot be written (full, or read-only), so the counter cannot start: free some space. Next try in {{seconds}} s.',
    now: 'Restart now',
  },
  /** Of bad input, by the name of the field. */
  lookUpReason: {
    'is-here': 'The customer is here',
    'on-the-phone': 'The customer is on the phone',
    'older-matter': 'An older matter is being looked into',
    other: 'Another reason',
  },
  field: {
    prepaid: 'Really prepaid',
    intended: 'Means to prepay',
    gifts: 'Gift',
    words: 'In your own words',
    laterOn: 'Day',
    phone: 'Phone',
    declineReason: 'Reason',
    notSaidReason: 'Reason',
    matter: 'what it is about',
    number: 'Number for the draw',
    pin: 'PIN',
    ownPin: 'New PIN',
    text: 'Search',
    hubUrl: 'Address of the hub',
    printer: 'Slip printer',
    hosts: 'Names or addresses of the other computers',
    branch: 'Branch code',
    code: 'One-time code',
    reason: 'Reason',
    difference: 'Why the count differs',
    other: 'This entry',
  },
};
