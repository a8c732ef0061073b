// Enrolling this computer, fetching data, a lost key
import type { enrol as chinese } from '../zh-CN/enrol.ts';
import type { Wording } from '../wording.ts';

export const enrol: Wording<typeof chinese> = {
  title: 'Enrol this computer',
  lead: 'Three things from HQ. You only do this once.',
  hub: 'HQ address',
  hubHint: 'for example https://hub.example.com',
  branch: 'Branch code',
  branchHint: 'for example CD01',
  code: 'One-time code',
  codeHint: 'All four groups; paste it as it is, case and spaces do not matter',
  submit: 'Enrol',
  working: 'Enrolling…',
  badHub: 'The address must begin with https:// (http:// only for this computer itself)',
  badBranch: 'Only letters, digits and - _ .',
  badCode: 'The code must have at least four characters',
  keyLost: {
    title: 'This computer’s key has changed: enrol it again',
    why: 'The system’s key store was changed or lost the key. The old customer data cannot be opened and will be downloaded again.',
    unsent:
      'Unsent entries are still on this computer and HQ can recover them: tell support, and do not delete the data folder.',
  },
  save: {
    unsent:
      '{{count}} earlier entries were neither sent nor saved to a USB stick. Copy them to a stick for HQ first, then enrol.',
    button: 'Copy to USB stick',
    done: '{{count}} entries are on the USB stick, encrypted. Give the stick to HQ and keep the data folder until HQ confirms it has them.',
  },
  revoked: {
    title: 'HQ has revoked this computer',
    lead: 'Customer data was removed from it and nobody can sign in any more. Please use another computer.',
    unsent:
      '{{count}} entries were not sent: they are kept here, encrypted. Do not delete the data folder; HQ can recover them.',
    allSent: 'All entries were sent; nothing is lost.',
    next: 'Ask the manager to call HQ with the device number {{device}}. To use it again, HQ first recovers the entries; then this computer is wiped and enrolled again.',
  },
  fetching: {
    title: 'Downloading customer data',
    lead: 'The first time downloads all customers; later only changes. If the connection drops, it continues where it stopped.',
    pack: 'Downloading',
    verify: 'Checking',
    changes: 'Downloading the latest changes',
    waiting: 'Waiting for HQ…',
    offline: 'HQ cannot be reached right now; the download continues when the connection is back.',
    problem: 'Last problem: {{problem}}',
    progress: '{{percent}}% done',
  },
};
