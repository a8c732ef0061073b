// Every failure: what happened, what to do now
import type { FailureWords } from '#renderer/ui/failure_type.ts';

export const failure: FailureWords = {
  'signed-out': { what: 'Locked or signed out.', next: 'Sign in again; what you typed is kept.' },
  forbidden: { what: 'This page is for managers.', next: 'Ask the manager to sign in.' },
  'bad-input': {
    what: '“{{field}}” is not right: nothing was recorded.',
    next: 'Correct it and try again.',
  },
  'not-ready': {
    what: 'There is no customer data on this computer yet.',
    next: 'Wait until it has arrived, a minute or two.',
  },
  'in-training': {
    what: 'Not in training.',
    next: 'Ctrl+T ends the training; then do it.',
  },
  'data-down': {
    what: 'The data service of this computer did not answer; this step was not recorded.',
    next: 'It comes back by itself in seconds. Then press again.',
  },
  bug: {
    what: 'Something went wrong in the program, reference {{reference}}.',
    next: 'Try again; if it stays, give the reference to support.',
  },
  disk: {
    what: 'The disk refused; this step was not recorded ({{detail}}).',
    next: 'Free some disk space, then press again.',
  },
  'wrong-code': {
    what: 'The enrolment code is wrong.',
    next: 'Check branch and code, or ask HQ for a new code.',
  },
  'half-code': {
    what: 'Only half of the code was typed.',
    next: 'A code has four groups of four. The last two tell HQ from somebody who pretends to be it.',
  },
  'other-hub': {
    what: 'What answers at this address is not the HQ that made the code. Nothing was told to it.',
    next: 'Check the address and the last two groups of the code. If both are right, stop and call HQ at once.',
  },
  'used-code': {
    what: 'This code was used before.',
    next: 'Each computer needs a code of its own: ask HQ for one.',
  },
  'expired-code': { what: 'This code has expired.', next: 'Ask HQ for a new code.' },
  'unknown-branch': {
    what: 'HQ knows no branch of this code.',
    next: 'Check the branch code, for example CD01.',
  },
  'too-many': { what: 'Too many tries.', next: 'Try again in {{seconds}} s.' },
  'hub-unreachable': {
    what: 'The HQ server {{url}} cannot be reached.',
    next: 'Check cable and address, or ask the network administrator ({{detail}}).',
  },
  'wrong-clock': {
    what: 'The clock is wrong: this computer says {{deviceNow}}, HQ says {{hubNow}}.',
    next: 'Set date and time of this computer, then try again.',
  },
  protocol: {
    what: 'This program and HQ are of different versions ({{detail}}).',
    next: 'Update this program, or tell support.',
  },
  'update-due': {
    what: 'HQ has moved on to protocol {{hub}}; this program speaks {{own}}.',
    next: 'Update this program, then try again.',
  },
  'hub-behind': {
    what: 'HQ still speaks protocol {{hub}}; this program already speaks {{own}}.',
    next: 'Ask HQ to upgrade its server, then try again.',
  },
  'no-pack': {
    what: 'HQ has not published data for this branch yet.',
    next: 'Ask HQ to publish it, then try again.',
  },
  'bad-pack': {
    what: 'The data pack failed its checks ({{detail}}) and was thrown away.',
    next: 'Try again; if it stays, tell HQ.',
  },
  'already-enrolled': {
    what: 'This computer is enrolled.',
    next: 'Close the program and open it again.',
  },
  'unsent-ledger': {
    what: '{{count}} entries of before on this computer were neither sent nor written to a stick.',
    next: 'Copy them to a stick for HQ, then enrol.',
  },
  'disk-full': {
    what: 'The disk has too little room, or cannot be written.',
    next: 'Free some space, then try again.',
  },
  'no-key-store': {
    what: 'The key store of the system cannot be opened ({{detail}}); data could not be kept safe.',
    next: 'Ask the administrator to enable it, then try again.',
  },
  'wrong-pin': { what: 'Wrong PIN.', next: 'Type it again; if you forgot it, ask the manager.' },
  wait: { what: 'Too many wrong PINs.', next: 'Wait {{seconds}} s.' },
  'locked-out': {
    what: '{{failures}} wrong PINs in a row: this computer looks at no more of them.',
    next: 'A manager unlocks with the PIN, or HQ does; that takes a line or a stick.',
  },
  blocked: {
    what: 'This person is barred and cannot sign in.',
    next: 'Ask the manager or HQ.',
  },
  'own-pin-due': {
    what: 'The PIN from HQ is good for once.',
    next: 'Choose an own one on the sign-in page first, of {{digits}} digits or more.',
  },
  'same-pin': {
    what: 'The new PIN is the old one.',
    next: 'Choose another that you alone know.',
  },
  'weak-pin': {
    what: 'This PIN is too short or too easy to guess.',
    next: 'At least {{digits}} digits; no runs, repeats, birthdays, years or phone numbers.',
  },
  oneself: {
    what: 'Nobody bars themselves, or who is signed in.',
    next: 'Ask another manager, or HQ.',
  },
  'unknown-staff': { what: 'There is no such person.', next: 'Choose from the list again.' },
  'unknown-customer': {
    what: 'This customer is not there; the data may just have changed.',
    next: 'Search again.',
  },
  'opens-beyond': {
    what: 'Within the last hour {{used}} customers were opened without an errand; HQ allows {{most}}.',
    next: 'To open this one say why. The reason is recorded; the manager and HQ see it.',
  },
  'reveals-beyond': {
    what: 'Within the last hour full numbers or files were shown {{used}} times; HQ allows {{most}}.',
    next: 'To see more say why. The reason is recorded; the manager and HQ see it.',
  },
  'unknown-visit': { what: 'This visit is not there.', next: 'Open the customer again.' },
  'visit-finished': { what: 'This visit is finished.', next: 'Undo the finish to change it.' },
  'unknown-proposal': {
    what: 'The sentence has changed.',
    next: 'Look at the new one, then record the answer.',
  },
  'already-answered': {
    what: 'This sentence has its answer.',
    next: 'Undo it first to change it (Ctrl+Z).',
  },
  'out-of-stock': {
    what: 'Not enough of this gift: {{left}} left.',
    next: 'Choose another gift, or none.',
  },
  'gift-elsewhere': {
    what: 'This computer may give {{here}}; the other {{elsewhere}} are for other windows, or kept at HQ.',
    next: 'Choose another gift, or serve at another window. On line, a computer that runs out is given more.',
  },
  'gift-not-earned': {
    what: 'This gift cannot be given: no offer that brings it was accepted, or too little was put on.',
    next: 'Press G to change the gift, or correct the amount.',
  },
  'gift-given': {
    what: 'This customer had this gift at the branch today.',
    next: 'Press G and choose no gift.',
  },
  'amount-unusual': {
    what: '“{{field}}” is {{amount}}, {{than}}: not recorded.',
    next: 'Check it; if it is right, press Enter once more.',
  },
  'amount-absurd': {
    what: '“{{field}}” is {{most}} at most: not recorded.',
    next: 'Check the amount and correct it.',
  },
  'too-late-to-undo': {
    what: 'More than a minute has passed: it cannot be undone.',
    next: 'Tell the manager.',
  },
  'known-phone': {
    what: 'This number is in the list.',
    next: 'Find the customer by the number and serve them.',
  },
  'already-undone': { what: 'This entry was undone before.', next: 'Nothing more to do.' },
  'day-not-ahead': { what: 'The day must be after today.', next: 'Choose another day.' },
  'points-short': {
    what: 'Not enough points: {{left}} may be spent now.',
    next: 'Undo the yes first (Ctrl+Z), then say another sentence.',
  },
  'points-elsewhere': {
    what: 'The points of this branch are spent on {{holder}}, not here.',
    next: 'Undo the yes (Ctrl+Z) and say another sentence, or serve the customer there.',
  },
  'already-drawn': {
    what: 'A draw of this visit was made: the finish cannot be undone.',
    next: 'Tell the manager if it must be corrected.',
  },
  'no-draw': {
    what: 'This visit has no draw left.',
    next: 'All may be drawn, or too little was prepaid; press Esc and go on to the next customer.',
  },
  'no-ticket': {
    what: 'This computer has no lottery tickets left.',
    next: 'Tell the manager; HQ sends more when the line is back.',
  },
  'opted-out-at-hq': {
    what: 'HQ has this customer as opted out; the counter cannot change it.',
    next: 'If the customer wants offers again, ask the manager to tell HQ.',
  },
  'unknown-care': {
    what: 'This entry is not on the care list any more.',
    next: 'Go on with the next one.',
  },
  'already-done': { what: 'This was done before.', next: 'Go on with the next one.' },
  'visit-void': {
    what: 'This visit was made void already.',
    next: 'Nothing of it can be changed; serve the customer anew if need be.',
  },
  'nothing-changed': {
    what: 'Nothing differs from what is on record.',
    next: 'Change something, or press Esc.',
  },
  'close-unsent': {
    what: '{{count}} entries are neither at HQ nor on a stick: the day cannot be closed.',
    next: 'Wait until they are sent; without a line, press U and write them to a stick first.',
  },
  'update-unsent': {
    what: '{{count}} entries are neither at HQ nor on a stick: no update now.',
    next: 'Wait until they are sent; without a line, press F3 and U and write them to a stick first.',
  },
  'update-visits': {
    what: '{{count}} visits are not finished: no update now.',
    next: 'Finish them first, or drop them at the counter.',
  },
  'close-difference': {
    what: 'Of the gift “{{gift}}” another number was counted than the {{expected}} that are expected now.',
    next: 'Count again; if it really differs, say why.',
  },
  'stick-gone': {
    what: 'The stick is not there, or was pulled half-way.',
    next: 'Put it in and choose it again; what was written or read is not lost.',
  },
  'stick-full': {
    what: 'The stick is full: nothing was written.',
    next: 'Make room on it, or take another one.',
  },
  'stick-read-only': {
    what: 'This stick cannot be written (perhaps its lock is on).',
    next: 'Release the lock, or take another one.',
  },
  'stick-empty': {
    what: 'Nothing for this computer is on the stick.',
    next: 'Check that it is the right stick; if it is, have HQ write it again.',
  },
  'stick-cut': {
    what: 'A file on the stick is not whole: it was not taken.',
    next: 'Have HQ write the stick again; a stick pulled too early looks like this.',
  },
  'stick-altered': {
    what: 'A file on the stick is not as it was written, or the code is wrong: it was not taken.',
    next: 'Check the code; if it is right, have HQ write the stick again.',
  },
  'stick-foreign': {
    what: 'A file on the stick is not of this program ({{detail}}).',
    next: 'Take the stick that HQ gave.',
  },
  'stick-newer': {
    what: 'A file on the stick is of a later version; this computer cannot read it.',
    next: 'Update this program, then read it again; keep the stick.',
  },
  'stick-other-hub': {
    what: 'This stick is of another HQ.',
    next: 'Give it back, and take one of your own HQ.',
  },
  'stick-other-branch': {
    what: 'This stick is for another branch ({{detail}}).',
    next: 'Take it to that branch.',
  },
  'stick-other-device': {
    what: 'This stick is for another computer of the branch ({{detail}}).',
    next: 'Read it there; have HQ write one for this computer.',
  },
  'stick-unknown-device': {
    what: 'HQ does not know this computer.',
    next: 'Ask the manager to call HQ.',
  },
  'stick-refused': {
    what: 'The data on the stick did not pass the checks ({{detail}}); the data of before serve on.',
    next: 'Have HQ write the stick again; if it stays, tell HQ.',
  },
  'data-locked': {
    what: 'Nothing was heard of HQ for {{days}} days; HQ allows {{most}}: the customers’ data are locked.',
    next: 'Serve by the phone number (Alt+0); the manager is to reach HQ by line or by stick soon.',
  },
  'open-key-store': {
    what: 'HQ demands a key store that protects the key, and this computer has none ({{backend}}): the customers’ data are locked.',
    next: 'Serve by the phone number (Alt+0); nothing recorded is lost. An administrator sets up the system’s keyring (see Key in the settings); then enrol this computer anew.',
  },
  'no-printer': {
    what: 'This computer has no slip printer yet.',
    next: 'A manager sets it in the settings (F4); meanwhile press 2 for A4.',
  },
  'printer-gone': {
    what: 'There is no printer at {{printer}}; nothing was printed.',
    next: 'Check power and cable; else a manager checks the settings. The visit goes on.',
  },
  'printer-denied': {
    what: 'The system does not let this account use the printer {{printer}}.',
    next: 'An administrator adds the account to the printer group (lp on Linux). The visit goes on.',
  },
  'printer-elsewhere': {
    what: 'The printer {{printer}} is not in the network of this branch; nothing was printed.',
    next: 'A manager sets an address of the branch in the settings, such as 192.168.1.50.',
  },
  'printer-refused': {
    what: 'The printer {{printer}} does not answer.',
    next: 'Check that it is on and its cable is in, then press again. The visit goes on.',
  },
  'printer-timeout': {
    what: 'The printer {{printer}} took nothing, or only a part.',
    next: 'Check paper and cover, then print again. The visit goes on.',
  },
  'printer-no-paper': {
    what: 'The printer is out of paper.',
    next: 'Put paper in and press again.',
  },
  'printer-open': { what: 'The cover of the printer is open.', next: 'Close it and press again.' },
};
