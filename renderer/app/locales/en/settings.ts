// Settings
import type { settings as chinese } from '../zh-CN/settings.ts';
import type { Wording } from '../wording.ts';

export const settings: Wording<typeof chinese> = {
  title: 'Settings',
  language: 'Language',
  textSize: 'Text size',
  textSizeText:
    'It grows less in a small window, so that a page still fits. To zoom temporarily, press Ctrl with plus or minus; Ctrl+0 resets.',
  display: 'Customer screen',
  displayText:
    'A second screen for the customer: price, term, gift and draw tickets of an offer, with yes and no to tap. It never shows personal data, groups, risks or anyone else. Between customers it shows a greeting.',
  displayOn: 'On',
  displayOff: 'Off',
  displaySecond: 'On the second screen.',
  displayTrial:
    'No second screen yet: it moves there when one is connected. “On” opens a window to try it.',
  admin: {
    title: 'Set by the administrator',
    from: 'From {{path}}; read-only here. Changes to the file take effect after a restart.',
    next: 'Nothing in the file is in force. Ask an administrator to correct it, then restart the program.',
    problem: {
      unreadable: 'The administrator’s file {{path}} cannot be read ({{detail}}).',
      'no-json': 'The administrator’s file {{path}} is not valid JSON ({{detail}}).',
      unknown:
        'The administrator’s file {{path}} has an unknown field “{{field}}”; allowed are {{detail}}.',
      field: 'In the administrator’s file {{path}}, “{{field}}” is wrong ({{detail}}).',
    },
    name: {
      hub: 'HQ address',
      authority: 'Certificates',
      proxy: 'Proxy',
      language: 'Language',
      textSize: 'Text size',
      display: 'Customer screen',
      printer: 'Receipt printer',
      lockMinutes: 'Lock after',
      updates: 'Updates from',
      enrol: 'Automatic enrolment',
    },
  },
  lockByManager: 'Set by a manager.',
  lockChoice: '{{minutes}} min',
  lockMost:
    'Locks when no key is pressed for this long; at most {{minutes}} min (HQ or the administrator). Ctrl+L locks at once.',
  printer: {
    title: 'Receipt printer',
    none: 'None. Receipts can be printed on A4.',
    at: 'Receipts print on {{printer}}',
    place: 'Printer address',
    how: 'USB: /dev/usb/lp0, for example; on Windows LPT1 or \\\\COMPUTER\\PRINTER. Network: an address in this branch such as 192.168.1.50, plus :port if not 9100. 80 mm, ESC/POS, Chinese in GB18030. Empty for none.',
    save: 'Save',
    saved: 'Saved.',
    trial: 'Print a test',
    printed: 'Sent to the printer: check the characters and the cut.',
    onlyManager: 'Only a manager or the administrator can change this.',
  },
  device: 'This computer',
  branch: 'Branch',
  deviceId: 'Device',
  hub: 'HQ address',
  proxySystem: 'system default',
  customers: 'Customers here',
  dataAsOf: 'Data as of',
  lastContact: 'Last contact',
  ago: '{{age}} ago',
  never: 'none yet',
  neighbours: {
    title: 'Other computers in the branch',
    listens:
      'The branch’s computers update each other directly, without HQ. This computer is at {{addresses}}',
    noKeys:
      'This computer was enrolled without its own keys, so the others cannot reach it. Ask HQ for a new code and enrol it again.',
    notListening:
      'No private network address, or no free port: other computers cannot reach this one. Check the cable and network; it keeps trying by itself.',
    none: 'HQ has not reported any other computer in this branch yet.',
    heard: 'connected for {{age}}',
    silent: 'no contact for {{age}}',
    never: 'never reached yet',
    turnedAway: 'revoked by HQ, or without its own keys: ignored',
    waiting: '{{count}} of its entries are waiting here to be sent to HQ.',
    whenSilent:
      'If one cannot be reached, check that the computer and its program are running, that both are on the same network, and that no firewall blocks them. You can keep working; no entry is lost.',
    hosts: 'Names or addresses of the other computers',
    hostsHow: 'Only if HQ does not know them; one per line, such as 192.168.1.12 or PC-2.',
    save: 'Save',
    saved: 'Saved; connecting now.',
  },
  update: {
    title: 'Program updates',
    version: 'Version',
    looked: 'Last checked',
    state: 'Update',
    off: 'No update source is set: an administrator installs updates.',
    byHand:
      'This package is updated by the system’s app store or an administrator, not by the program.',
    idle: 'Up to date.',
    notYet: 'It checks by itself a few minutes after the start.',
    looking: 'Checking…',
    downloading: '{{percent}}% downloaded; you can keep working.',
    staged:
      'Version {{version}} is out; HQ is rolling it out in stages and it is not this computer’s turn yet.',
    ready: 'Version {{version}} is downloaded and signed by HQ.',
    installing: 'Installing…',
    next: 'A manager installs it when nobody is waiting: the program restarts and the system may ask for an administrator’s password. Unsent entries or unfinished visits must be cleared first.',
    look: 'Check for updates',
    install: 'Install and restart',
    problem: {
      unreachable:
        'The update server could not be reached. It will try again by itself; you can keep working.',
      forged: 'The update is not signed by your HQ and was rejected. Tell HQ.',
      stale:
        'The update list is out of date and was rejected. Check this computer’s date, then ask HQ to sign the list again.',
      damaged:
        'The download was incomplete or altered and was discarded. It will try again by itself.',
      unread: 'The update could not be read and was rejected. Tell HQ.',
      disk: 'Cannot write to the disk. Free up space, then check again.',
      unsent:
        'New entries came in while the program was closing, so nothing was installed. Wait until they are sent, then install again.',
      'not-installed':
        'The system did not install it; the version is unchanged. Try again, or ask an administrator to install it.',
    },
  },
  security: 'Security',
  keyStore: 'Key',
  protected: 'protected by the system’s key store ({{backend}})',
  unprotected: 'not protected by the system ({{backend}})',
  unprotectedWhy:
    'This computer has no usable key store: the key is hidden but not protected. Ask the administrator to enable one, then enrol again.',
  lock: 'Screen lock',
  lockMinutes: 'After {{minutes}} minutes without use, or at once with Ctrl+L.',
  masked: 'Customer data',
  maskedText:
    'Masked; R shows it for 10 seconds, D shows the customer file. Every look is recorded.',
  sync: 'Sync now',
  syncDone: 'Synced.',
  help: 'If something goes wrong',
  diagnosticsText:
    'Save a file and send it to your technician. It covers the program, system, connection and log; it contains no customers, PINs or keys.',
  diagnosticsSave: 'Save diagnostics file',
  diagnosticsSaved: 'Saved to {{path}}',
  diagnosticsFailed: 'Not saved: {{detail}}',
};
