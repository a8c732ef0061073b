// Words of all pages
import type { common as chinese } from '../zh-CN/common.ts';
import type { Wording } from '../wording.ts';

export const common: Wording<typeof chinese> = {
  hints: {
    title: 'What works',
    titleAll: 'What works (all branches)',
    none: 'No objections recorded yet. With the objections open, H or J records one.',
    noise: 'Objections recorded: {{told}}. No wording is clearly better yet.',
    note: 'Objections recorded: {{told}}. Differences that may be chance are not listed. Each wording was picked for its customers, so treat this as a hint.',
    when: {
      answer: '{{offer}}: they say “{{says}}”; answer:',
      sentence: '{{offer}}: they say “{{says}}” after this wording:',
    },
    better: 'More yes than with other wordings: {{yes}} of {{told}}, likely {{low}}% to {{high}}%',
    worse: 'Fewer yes than with other wordings: {{yes}} of {{told}}, likely {{low}}% to {{high}}%',
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
    'wrong PINs since the last sign-in: {{count}}; if that was not you, tell the manager',
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
    note: 'The customers are invented: nothing is saved, sent or given away. The manager’s PIN is {{pin}}.',
    end: 'End training',
    status: 'Training: nothing goes to HQ',
    start: 'Start training',
    about:
      'Practise with invented customers and the current offers. Nothing is saved or sent; waiting visits stay where they are.',
  },
  status: {
    label: 'Status',
    online: 'Online',
    offline: 'Offline',
    never: 'Not connected to HQ yet',
    stuck: 'HQ answers, but not everything gets through',
    blocked:
      'HQ does not accept this computer (it may have been revoked): ask the manager to call HQ; unsent entries are kept here',
    busy: 'HQ is busy; this computer will try again by itself',
    diskFull: 'Cannot write to the disk (it may be full): free up some space',
    damaged: 'A data file on this computer is damaged: tell the manager',
    otherKeys:
      'HQ changed its keys more than once and this computer missed it: save unsent entries to a USB stick, then ask HQ for a new code and enrol again',
    proxy:
      'The proxy on the way to HQ asks for a name and password: tell whoever looks after this computer',
    unread: 'The answer did not come from HQ (check the network or proxy)',
    offlineHint: 'You can keep working; entries are sent when the connection is back',
    asOf: 'Data to {{day}}',
    noData: 'No data yet',
    byStick: 'To HQ by USB stick',
    locked:
      'No contact with HQ for too long: customer data is locked. Serve by phone number; the manager needs to reach HQ online or by USB stick',
    due: 'Contact HQ within {{days}} days, or customer data will be locked',
    clockAhead:
      'This computer’s clock is {{by}} ahead of HQ’s: have it corrected, or entries will get the wrong date',
    clockBehind:
      'This computer’s clock is {{by}} behind HQ’s: have it corrected, or entries will get the wrong date',
    saved: '{{count}} on a USB stick, waiting for HQ’s receipt',
    allSent: 'All sent',
    unsent: '{{count}} unsent',
    oldest: 'oldest waiting {{age}}',
    quarantined: 'HQ rejected {{count}}: tell the manager',
    putBack:
      'The records here were damaged or replaced by an older copy; {{count}} are missing: tell the manager',
    refused: 'A new data pack failed its checks; the old data is still in use: {{detail}}',
    updateDue:
      'HQ now uses protocol {{hub}}, this program uses {{own}}: update it. Entries are still sent; new data comes after the update',
    hubBehind:
      'HQ still uses protocol {{hub}}, this program uses {{own}}: tell HQ. Entries are still sent; new data cannot come yet',
    fetching: 'Receiving new data {{percent}}%',
    unprotected: 'Key not protected',
  },
  banner: {
    restarting:
      'The data service on this computer is restarting (attempt {{attempt}}). What you typed is still here.',
    down: 'The data service on this computer has stopped; trying again in {{seconds}} s. What you typed is still here.',
    noDisk:
      'Cannot write to this computer’s disk (full or read-only), so the counter cannot start: free up some space. Trying again in {{seconds}} s.',
    now: 'Restart now',
  },
  /** Of bad input, by the name of the field. */
  lookUpReason: {
    'is-here': 'The customer is here',
    'on-the-phone': 'The customer is on the phone',
    'older-matter': 'Following up an earlier issue',
    other: 'Another reason',
  },
  field: {
    prepaid: 'Amount paid',
    intended: 'Wants to top up',
    gifts: 'Gift',
    words: 'In your own words',
    laterOn: 'Date',
    phone: 'Phone',
    declineReason: 'Reason',
    notSaidReason: 'Reason',
    matter: 'what it is about',
    number: 'Number for the draw',
    pin: 'PIN',
    ownPin: 'New PIN',
    text: 'Search',
    hubUrl: 'HQ address',
    printer: 'Slip printer',
    hosts: 'Names or addresses of the other computers',
    branch: 'Branch code',
    code: 'One-time code',
    reason: 'Reason',
    difference: 'Why the count differs',
    other: 'This entry',
  },
};
