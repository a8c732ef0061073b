// Settings
import type { settings as chinese } from '../zh-CN/settings.ts';
import type { Wording } from '../wording.ts';

export const settings: Wording<typeof chinese> = {
  title: 'Settings',
  language: 'Language',
  textSize: 'Text size',
  textSizeText:
    'In a small window it grows less, so that a page still fits. For a moment: Ctrl with plus or minus; Ctrl+0 goes back.',
  display: "Customer's screen",
  displayText:
    "A second screen that faces the customer: price, term, gift and tickets of an offer, with a yes and a no to touch. Nothing of the customer's data, groups or risks is on it, and nobody else. With no customer there is a greeting.",
  displayOn: 'On',
  displayOff: 'Off',
  displaySecond: 'On the second screen.',
  displayTrial: 'There is no second screen: it opens as a window, to be tried.',
  device: 'This computer',
  branch: 'Branch',
  deviceId: 'Device',
  hub: 'Address of HQ',
  version: 'Version',
  customers: 'Customers on this computer',
  dataAsOf: 'Data as of',
  lastContact: 'Last contact with HQ',
  ago: '{{age}} ago',
  never: 'none yet',
  security: 'Safety',
  keyStore: 'Key',
  protected: 'protected by the key store of the system ({{backend}})',
  unprotected: 'not protected by the system ({{backend}})',
  unprotectedWhy:
    'This computer has no usable key store: the key is only hidden, not protected. Ask the administrator to install and enable one, then enrol this computer again.',
  lock: 'Locking',
  lockMinutes: 'after {{minutes}} minutes without use, or at once with Ctrl+L',
  masked: 'Customer data',
  maskedText: 'Masked as a rule; R shows it for 10 seconds, and every look is recorded.',
  sync: 'Sync now',
  syncDone: 'Synced.',
  help: 'When you need help',
  diagnosticsText:
    'When this computer misbehaves, save a diagnostics file and send it to your technician. It tells of program, system, line and log; of no customer, PIN or key.',
  diagnosticsSave: 'Save diagnostics file',
  diagnosticsSaved: 'Saved to {{path}}',
  diagnosticsFailed: 'Not saved: {{detail}}',
};
