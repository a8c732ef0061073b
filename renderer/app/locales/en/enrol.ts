// Enrolling this computer, fetching data, a lost key
import type { enrol as chinese } from '../zh-CN/enrol.ts';
import type { Wording } from '../wording.ts';

export const enrol: Wording<typeof chinese> = {
  title: 'Enrol this computer',
  lead: 'Three things from HQ, only once.',
  hub: 'Address of HQ',
  hubHint: 'for example https://hub.example.com',
  branch: 'Branch code',
  branchHint: 'for example CD01',
  code: 'One-time code',
  codeHint: 'All four groups; paste it as it is, case and spaces do not matter',
  submit: 'Enrol',
  working: 'Enrolling…',
  badHub: 'The address begins with https:// (http:// on this computer alone)',
  badBranch: 'Letters, digits and - _ . only',
  badCode: 'The code has four characters or more',
  keyLost: {
    title: 'The key of this computer changed: enrol it again',
    why: 'The key store of the system was changed or lost the key. The old customer data cannot be opened and will be fetched again.',
    unsent:
      'Entries that were not sent are still on this computer and HQ can recover them: tell support, and do not delete the data folder.',
  },
  save: {
    unsent:
      '{{count}} entries of before were neither sent nor written to a stick. Copy them to a stick for HQ first, then enrol.',
    button: 'Copy to a stick',
    done: '{{count}} entries are on the stick, encrypted. Give the stick to HQ and keep the data folder until HQ says that it has them.',
  },
  revoked: {
    title: 'HQ has revoked this computer',
    lead: 'The customers’ data were removed from it, and nobody can sign in any more. Please serve at another computer.',
    unsent:
      '{{count}} entries were not sent: they are kept here, encrypted. Do not delete the data folder; HQ can recover them.',
    allSent: 'All entries were sent; nothing is lost.',
    next: 'Have the manager call HQ with the device number {{device}}. To use it again, HQ first recovers the entries; then this computer is wiped and enrolled anew.',
  },
  fetching: {
    title: 'Receiving customer data',
    lead: 'The first time brings all customers, later only what changed. A cut line does no harm: it goes on where it stopped.',
    pack: 'Downloading',
    verify: 'Checking',
    changes: 'Receiving the latest changes',
    waiting: 'Waiting for HQ…',
    offline: 'HQ cannot be reached now; it goes on by itself when the line is back.',
    problem: 'Latest problem: {{problem}}',
    progress: '{{percent}}% done',
  },
};
