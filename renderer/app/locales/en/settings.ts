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
  displayTrial:
    'There is no second screen: it goes there by itself once there is one. To try it, choose On: it opens as a window.',
  admin: {
    title: 'Set by the administrator',
    from: 'From {{path}}; to be seen here, not changed. A changed file counts after the next start.',
    next: 'Nothing of the file is in force. An administrator mends it; then start the program again.',
    problem: {
      unreadable: "The administrator's file {{path}} cannot be read ({{detail}}).",
      'no-json': "The administrator's file {{path}} is no JSON ({{detail}}).",
      unknown:
        "The administrator's file {{path}} has an unknown “{{field}}”; it may have {{detail}}.",
      field: "In the administrator's file {{path}}, “{{field}}” is wrong ({{detail}}).",
    },
    name: {
      hub: 'Address of HQ',
      authority: 'Certificates',
      proxy: 'Proxy',
      language: 'Language',
      textSize: 'Text size',
      display: "Customer's screen",
      printer: 'Slip printer',
      lockMinutes: 'Locks after',
      updates: 'Updates from',
      enrol: 'Enrols by itself',
    },
  },
  lockByManager: 'A manager chooses.',
  lockChoice: '{{minutes}} min',
  lockMost:
    'Locks after so long without a key; at most {{minutes}} minutes, as HQ or the administrator says. Ctrl+L locks at once.',
  printer: {
    title: 'Slip printer',
    none: 'There is none. Receipts can be printed on A4.',
    at: 'Slips go to {{printer}}',
    place: 'Where the printer is',
    how: 'By USB a device such as /dev/usb/lp0; on Windows LPT1 or a share \\\\COMPUTER\\PRINTER; by network an address of this branch such as 192.168.1.50, with a colon and the port if it is not 9100. Any printer of 80 mm with ESC/POS and Chinese in GB18030. Empty: none.',
    save: 'Save',
    saved: 'Saved.',
    trial: 'Print a test',
    printed: 'The printer has taken it: look at the characters and the cut.',
    onlyManager: 'A manager or the administrator sets it.',
  },
  device: 'This computer',
  branch: 'Branch',
  deviceId: 'Device',
  hub: 'Address of HQ',
  proxySystem: 'as the system says',
  customers: 'Customers here',
  dataAsOf: 'Data as of',
  lastContact: 'HQ was heard',
  ago: '{{age}} ago',
  never: 'none yet',
  neighbours: {
    title: 'Other computers of the branch',
    listens: 'Windows tell each other directly, without HQ. This computer is at {{addresses}}',
    noKeys:
      'This computer was enrolled without keys of its own and cannot be heard by other windows. Ask HQ for a new code and enrol it again.',
    notListening:
      'There is no address in a private network, or no port is free: other windows cannot reach this computer. Check cable and network; it tries again by itself.',
    none: 'HQ has told of no other computer of this branch yet.',
    heard: 'heard, for {{age}}',
    silent: 'silent, for {{age}}',
    never: 'never reached yet',
    turnedAway: 'turned away by HQ, or without keys of its own: it is not heard',
    waiting: 'Of its entries {{count}} wait here to be brought to HQ.',
    whenSilent:
      'If one is not reached, see whether that computer and its program run, whether both are in one network, and whether a firewall lets them. Work goes on; no entry is lost.',
    hosts: 'Names or addresses of the other computers',
    hostsHow: 'Only where HQ does not know them; one a line, such as 192.168.1.12 or PC-2.',
    save: 'Save',
    saved: 'Saved; they are called at once.',
  },
  update: {
    title: 'Updates of the program',
    version: 'Version here',
    looked: 'Last looked',
    state: 'Update',
    off: 'Nobody has set where updates are: an administrator installs new versions.',
    byHand:
      "This package is updated by the system's own store or an administrator, not by the program.",
    idle: 'There is none newer.',
    notYet: 'It looks by itself a few minutes after the start.',
    looking: 'Looking…',
    downloading: '{{percent}} % is here; work goes on.',
    staged:
      "There is version {{version}}; HQ lets it out by and by, and it is not this computer's turn.",
    ready: 'Version {{version}} is here, whole and signed by HQ.',
    installing: 'Installing…',
    next: "A manager installs it when nobody waits: the program ends and begins again, and the system may ask for an administrator's password. What is unsent or unfinished stops it first.",
    look: 'Look for updates',
    install: 'Install and begin again',
    problem: {
      unreachable:
        'The place with the updates was not reached. It tries again by itself; work goes on.',
      forged: 'The update is not signed by your HQ and was not used. Tell HQ.',
      stale:
        "The list of updates is out of date or an old one, and was not used. See whether this computer's date is right, then ask HQ to sign it again.",
      damaged: 'What came was cut or changed and is thrown away. It tries again by itself.',
      unread: 'The update could not be read and was not used. Tell HQ.',
      disk: 'The disk could not be written. Make room, then look again.',
      unsent:
        'Entries came while the program was closing, so nothing was installed. Wait until they are sent, then install again.',
      'not-installed':
        'The system did not install it; the version is as it was. An administrator installs it, or try again.',
    },
  },
  security: 'Safety',
  keyStore: 'Key',
  protected: 'protected by the key store of the system ({{backend}})',
  unprotected: 'not protected by the system ({{backend}})',
  unprotectedWhy:
    'This computer has no usable key store: the key is only hidden, not protected. Ask the administrator to install and enable one, then enrol this computer again.',
  lock: 'Locking',
  lockMinutes: 'After {{minutes}} minutes without use, or at once with Ctrl+L.',
  masked: 'Customer data',
  maskedText:
    'Masked as a rule; R shows it for 10 seconds, D the customer file, and every look is recorded.',
  sync: 'Sync now',
  syncDone: 'Synced.',
  help: 'When you need help',
  diagnosticsText:
    'When this computer misbehaves, save a diagnostics file and send it to your technician. It tells of program, system, line and log; of no customer, PIN or key.',
  diagnosticsSave: 'Save diagnostics file',
  diagnosticsSaved: 'Saved to {{path}}',
  diagnosticsFailed: 'Not saved: {{detail}}',
};
