// The keys of the product in one place: pages act on them, buttons and the help page show them.

/** Keys that work on every page. */
export const PAGE_KEYS = {
  help: 'F1',
  counter: 'F2',
  manager: 'F3',
  visits: 'Ctrl+D',
  settings: 'F4',
  train: 'Ctrl+T',
  lock: 'Ctrl+L',
} as const;

/** What the customer came for. */
export const PURPOSE_KEYS = {
  'top-up': 'F5',
  bill: 'F6',
  plan: 'F7',
  fault: 'F8',
  complaint: 'F9',
  cancel: 'F10',
  other: 'F11',
} as const;

export const ANSWER_KEYS = {
  accepted: '1',
  later: '2',
  declined: '3',
  'has-it': '4',
  'not-said': '5',
} as const;

export const LATER_KEYS = { in3days: '1', inWeek: '2', nextMonth: '3', onDay: '4' } as const;

export const DECLINE_KEYS = {
  'too-expensive': '1',
  'not-needed': '2',
  thinking: '3',
  'no-trust': '4',
  'in-a-hurry': '5',
  other: '6',
} as const;

export const NOT_SAID_KEYS = {
  queue: '1',
  'customer-upset': '2',
  'not-fitting': '3',
  'not-the-holder': '4',
  other: '5',
} as const;

/** Which of the objections on the screen the customer raised. */
export const OBJECTION_KEYS = { '1': 'H', '2': 'J' } as const;

/** Other keys of the counter; letters work in the amount field as well, where no letter is ever typed. */
export const COUNTER_KEYS = {
  search: 'F2',
  reveal: 'R',
  file: 'D',
  verdicts: 'W',
  gift: 'G',
  exception: 'E',
  objections: 'O',
  prizes: 'P',
  more: 'M',
  scroll: 'PgDn',
  careSaid: 'K',
  consent: 'N',
  note: 'B',
  words: 'T',
  paper: 'Ctrl+P',
  waiting: 'Ctrl+1–9',
  consentSure: 'Ctrl+Enter',
  care: 'Ctrl+K',
  next: '↓',
  previous: '↑',
  undo: 'U',
  undoAnywhere: 'Ctrl+Z',
  lookUp: 'S',
  pick: 'Alt',
  walkIn: 'Alt+0',
  confirm: 'Enter',
  back: 'Esc',
} as const;

/** Keys of the list of the day. */
export const CARE_KEYS = { done: '1', 'not-reached': '2', 'not-wanted': '3' } as const;

/** Keys of a draw. */
export const DRAW_KEYS = { full: 'V', later: 'Esc' } as const;

/** Keys of the first look at the errand, where nothing is typed yet. */
export const TOUR_KEYS = { next: 'PgDn', previous: 'PgUp', skip: 'End' } as const;

/** Keys of a paper that is shown. */
export const PAPER_KEYS = {
  slip: '1',
  sheet: '2',
  print: 'Enter',
  pdf: 'S',
  back: 'Esc',
} as const;

/** Keys of the manager's page. */
export const MANAGER_KEYS = {
  previousDay: '←',
  nextDay: '→',
  today: 'T',
  month: 'M',
  close: 'C',
  stick: 'U',
  xlsx: 'Ctrl+S',
  csv: 'Ctrl+E',
  pdf: 'Ctrl+G',
  print: 'Ctrl+P',
} as const;

/** Keys of the page about a stick. */
export const STICK_KEYS = { write: '1', read: '2', another: '3', back: 'Esc' } as const;

/** Keys of HQ's page in a browser. */
export const HQ_KEYS = {
  branches: '1',
  strategies: '2',
  models: '3',
  looks: '4',
  language: 'L',
  find: '/',
  sort: 'S',
  turn: 'R',
  region: 'F',
  refresh: 'U',
  month: 'M',
  back: 'Esc',
} as const;

/** Keys of the list of visits. */
export const VISIT_KEYS = {
  find: '/',
  next: '↓',
  previous: '↑',
  nextPage: 'PgDn',
  previousPage: 'PgUp',
  correct: 'Enter',
  undo: 'U',
  back: 'Esc',
} as const;
