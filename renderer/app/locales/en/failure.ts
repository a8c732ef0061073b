// Every failure: what happened, what to do now
import type { FailureWords } from '#renderer/ui/failure_type.ts';

export const failure: FailureWords = {
  'signed-out': { what: 'Locked or signed out.', next: 'Sign in again; what you typed is kept.' },
  forbidden: { what: 'This page is for managers.', next: 'Ask the manager to sign in.' },
  'bad-input': {
    what: '“{{field}}” is not valid: nothing was recorded.',
    next: 'Correct it and try again.',
  },
  'not-ready': {
    what: 'There is no customer data on this computer yet.',
    next: 'Wait until it has arrived; that takes a minute or two.',
  },
  'in-training': {
    what: 'This cannot be done in training.',
    next: 'Press Ctrl+T to end the training, then try again.',
  },
  'data-down': {
    what: 'The data service on this computer did not answer; this step was not recorded.',
    next: 'It recovers by itself within seconds. Then press again.',
  },
  bug: {
    what: 'Something went wrong in the program, reference {{reference}}.',
    next: 'Try again; if it keeps happening, give the reference to support.',
  },
  disk: {
    what: 'Could not write to the disk; this step was not recorded ({{detail}}).',
    next: 'Free up some disk space, then press again.',
  },
  'wrong-code': {
    what: 'The enrolment code is wrong.',
    next: 'Check branch and code, or ask HQ for a new code.',
  },
  'half-code': {
    what: 'Only half of the code was entered.',
    next: 'A code has four groups of four characters. The last two groups prove that it is really HQ.',
  },
  'other-hub': {
    what: 'The server at this address is not the HQ that issued the code. Nothing was sent to it.',
    next: 'Check the address and the last two groups of the code. If both are right, stop and call HQ at once.',
  },
  'used-code': {
    what: 'This code has already been used.',
    next: 'Each computer needs its own code: ask HQ for a new one.',
  },
  'expired-code': { what: 'This code has expired.', next: 'Ask HQ for a new code.' },
  'unknown-branch': {
    what: 'HQ has no branch with this code.',
    next: 'Check the branch code, for example CD01.',
  },
  'too-many': { what: 'Too many attempts.', next: 'Try again in {{seconds}} s.' },
  'hub-unreachable': {
    what: 'The HQ server {{url}} cannot be reached.',
    next: 'Check the cable and the address, or ask the network administrator ({{detail}}).',
  },
  'wrong-clock': {
    what: 'The clock is wrong: this computer shows {{deviceNow}}, HQ {{hubNow}}.',
    next: 'Set this computer’s date and time, then try again.',
  },
  protocol: {
    what: 'This program and HQ have incompatible versions ({{detail}}).',
    next: 'Update this program, or tell support.',
  },
  'update-due': {
    what: 'HQ now uses protocol {{hub}}; this program uses {{own}}.',
    next: 'Update this program, then try again.',
  },
  'hub-behind': {
    what: 'HQ still uses protocol {{hub}}; this program uses {{own}}.',
    next: 'Ask HQ to upgrade its server, then try again.',
  },
  'no-pack': {
    what: 'HQ has not published data for this branch yet.',
    next: 'Ask HQ to publish it, then try again.',
  },
  'bad-pack': {
    what: 'The data pack failed its checks ({{detail}}) and was discarded.',
    next: 'Try again; if it keeps happening, tell HQ.',
  },
  'already-enrolled': {
    what: 'This computer is already enrolled.',
    next: 'Close the program and open it again.',
  },
  'unsent-ledger': {
    what: '{{count}} earlier entries on this computer were neither sent nor saved to a USB stick.',
    next: 'Copy them to a stick for HQ, then enrol.',
  },
  'disk-full': {
    what: 'The disk is full or cannot be written to.',
    next: 'Free up some space, then try again.',
  },
  'no-key-store': {
    what: 'The system’s key store cannot be opened ({{detail}}); data could not be stored safely.',
    next: 'Ask the administrator to enable it, then try again.',
  },
  'wrong-pin': {
    what: 'Wrong PIN.',
    next: 'Try again; if you have forgotten it, ask the manager.',
  },
  wait: { what: 'Too many wrong PINs.', next: 'Wait {{seconds}} s.' },
  'locked-out': {
    what: '{{failures}} wrong PINs in a row: this computer no longer accepts PINs from this person.',
    next: 'A manager can unlock with their PIN, or HQ can; that takes a connection or a USB stick.',
  },
  blocked: {
    what: 'This person is blocked and cannot sign in.',
    next: 'Ask the manager or HQ.',
  },
  'own-pin-due': {
    what: 'The PIN from HQ works only once.',
    next: 'Choose your own PIN on the sign-in page first, at least {{digits}} digits.',
  },
  'same-pin': {
    what: 'The new PIN is the same as the old one.',
    next: 'Choose a different one that only you know.',
  },
  'weak-pin': {
    what: 'This PIN is too short or too easy to guess.',
    next: 'At least {{digits}} digits; no sequences, repeats, birthdays, years or phone numbers.',
  },
  oneself: {
    what: 'You cannot block yourself or anyone who is signed in.',
    next: 'Ask another manager, or HQ.',
  },
  'unknown-staff': {
    what: 'There is no such member of staff.',
    next: 'Choose from the list again.',
  },
  'unknown-customer': {
    what: 'This customer was not found; the data may just have changed.',
    next: 'Search again.',
  },
  'opens-beyond': {
    what: 'In the last hour {{used}} customers were opened without a visit; HQ allows {{most}}.',
    next: 'To open this one, give a reason. It is recorded; the manager and HQ can see it.',
  },
  'reveals-beyond': {
    what: 'In the last hour full numbers or files were shown {{used}} times; HQ allows {{most}}.',
    next: 'To see more, give a reason. It is recorded; the manager and HQ can see it.',
  },
  'unknown-visit': { what: 'This visit was not found.', next: 'Open the customer again.' },
  'visit-finished': {
    what: 'This visit is already finished.',
    next: 'To change it, undo the finish first.',
  },
  'unknown-proposal': {
    what: 'The suggestion has changed.',
    next: 'Look at the new one, then record the answer.',
  },
  'already-answered': {
    what: 'This already has an answer.',
    next: 'To change it, undo first (Ctrl+Z).',
  },
  'out-of-stock': {
    what: 'Not enough of this gift: {{left}} left.',
    next: 'Choose another gift, or none.',
  },
  'gift-elsewhere': {
    what: 'This computer may give {{here}}; the other {{elsewhere}} are for other computers, or still at HQ.',
    next: 'Choose another gift, or serve the customer at another counter. When connected, a computer that runs out gets more.',
  },
  'gift-not-earned': {
    what: 'This gift cannot be given: no offer that includes it was accepted, or too little was paid.',
    next: 'Press G to change the gift, or correct the amount.',
  },
  'gift-given': {
    what: 'This customer already received this gift at this branch today.',
    next: 'Press G and choose no gift.',
  },
  'amount-unusual': {
    what: '“{{field}}” is {{amount}}, {{than}}: not recorded yet.',
    next: 'Check it; if it is right, press Enter again.',
  },
  'amount-absurd': {
    what: '“{{field}}” can be at most {{most}}: not recorded.',
    next: 'Check the amount and correct it.',
  },
  'too-late-to-undo': {
    what: 'More than a minute has passed: this can no longer be undone.',
    next: 'Tell the manager.',
  },
  'known-phone': {
    what: 'This number is already in the list.',
    next: 'Search for the number and serve that customer.',
  },
  'already-undone': {
    what: 'This entry was already undone.',
    next: 'There is nothing more to do.',
  },
  'day-not-ahead': { what: 'The date must be after today.', next: 'Choose another date.' },
  'points-short': {
    what: 'Not enough points: {{left}} available now.',
    next: 'Undo the acceptance first (Ctrl+Z), then offer something else.',
  },
  'points-elsewhere': {
    what: 'This branch uses points on {{holder}}, not here.',
    next: 'Undo the acceptance (Ctrl+Z) and offer something else, or serve the customer there.',
  },
  'already-drawn': {
    what: 'A draw was already made for this visit: the finish cannot be undone.',
    next: 'Tell the manager if it needs correcting.',
  },
  'no-draw': {
    what: 'This visit has no draws left.',
    next: 'All draws may be used, or too little was paid; press Esc and go on to the next customer.',
  },
  'no-ticket': {
    what: 'This computer has no lottery tickets left.',
    next: 'Tell the manager; HQ sends more when connected.',
  },
  'opted-out-at-hq': {
    what: 'HQ has recorded that this customer wants no offers; the counter cannot change that.',
    next: 'If the customer wants offers again, ask the manager to tell HQ.',
  },
  'unknown-care': {
    what: 'This is no longer on the care list.',
    next: 'Continue with the next one.',
  },
  'already-done': { what: 'This has already been done.', next: 'Continue with the next one.' },
  'visit-void': {
    what: 'This visit has already been voided.',
    next: 'It can no longer be changed; start a new visit if necessary.',
  },
  'nothing-changed': {
    what: 'Nothing has been changed.',
    next: 'Change something, or press Esc.',
  },
  'close-unsent': {
    what: '{{count}} entries are neither at HQ nor on a USB stick: the day cannot be closed.',
    next: 'Wait until they are sent; without a connection, press U and save them to a stick first.',
  },
  'update-unsent': {
    what: '{{count}} entries are neither at HQ nor on a USB stick: cannot update now.',
    next: 'Wait until they are sent; without a connection, press F3, then U, and save them to a stick first.',
  },
  'update-visits': {
    what: '{{count}} visits are not finished: cannot update now.',
    next: 'Finish them first, or close them at the counter.',
  },
  'close-difference': {
    what: 'The count for “{{gift}}” differs from the {{expected}} expected now.',
    next: 'Count again; if it really differs, say why.',
  },
  'stick-gone': {
    what: 'The USB stick is missing or was removed too early.',
    next: 'Plug it in and choose it again; nothing written or read so far is lost.',
  },
  'stick-full': {
    what: 'The USB stick is full: nothing was written.',
    next: 'Make room on it, or use another one.',
  },
  'stick-read-only': {
    what: 'This USB stick cannot be written to (it may be write-protected).',
    next: 'Turn off write protection, or use another one.',
  },
  'stick-empty': {
    what: 'There is nothing for this computer on the USB stick.',
    next: 'Check that it is the right stick; if it is, ask HQ to write it again.',
  },
  'stick-cut': {
    what: 'A file on the USB stick is incomplete and was not used.',
    next: 'Ask HQ to write the stick again; this happens when a stick is removed too early.',
  },
  'stick-altered': {
    what: 'A file on the USB stick has been altered, or the code is wrong: it was not used.',
    next: 'Check the code; if it is right, ask HQ to write the stick again.',
  },
  'stick-foreign': {
    what: 'A file on the USB stick is not from this program ({{detail}}).',
    next: 'Use the stick that HQ provided.',
  },
  'stick-newer': {
    what: 'A file on the USB stick is from a newer version that this computer cannot read.',
    next: 'Update this program, then read the stick again; keep it until then.',
  },
  'stick-other-hub': {
    what: 'This USB stick is from a different HQ.',
    next: 'Return it and use one from your own HQ.',
  },
  'stick-other-branch': {
    what: 'This USB stick is for another branch ({{detail}}).',
    next: 'Take it to that branch.',
  },
  'stick-other-device': {
    what: 'This USB stick is for another computer in the branch ({{detail}}).',
    next: 'Read it there; ask HQ to write one for this computer.',
  },
  'stick-unknown-device': {
    what: 'HQ does not know this computer.',
    next: 'Ask the manager to call HQ.',
  },
  'stick-refused': {
    what: 'The data on the USB stick failed the checks ({{detail}}); the previous data is still in use.',
    next: 'Ask HQ to write the stick again; if it keeps happening, tell HQ.',
  },
  'data-locked': {
    what: 'No contact with HQ for {{days}} days; HQ allows {{most}}: customer data is locked.',
    next: 'Serve by phone number (Alt+0); the manager needs to reach HQ online or by USB stick soon.',
  },
  'open-key-store': {
    what: 'HQ requires a key store that protects the key, and this computer has none ({{backend}}): customer data is locked.',
    next: 'Serve by phone number (Alt+0); nothing recorded is lost. Ask an administrator to set up the system’s keyring (see Key in the settings), then enrol this computer again.',
  },
  'no-printer': {
    what: 'This computer has no receipt printer yet.',
    next: 'A manager can set one up in the settings (F4); meanwhile press 2 for A4.',
  },
  'printer-gone': {
    what: 'No printer found at {{printer}}; nothing was printed.',
    next: 'Check power and cable; if that does not help, ask a manager to check the settings. You can continue with the visit.',
  },
  'printer-denied': {
    what: 'The system does not allow this account to use the printer {{printer}}.',
    next: 'Ask an administrator to add the account to the printer group (lp on Linux). You can continue with the visit.',
  },
  'printer-elsewhere': {
    what: 'The printer {{printer}} is not on this branch’s network; nothing was printed.',
    next: 'A manager can set an address in this branch in the settings, such as 192.168.1.50.',
  },
  'printer-refused': {
    what: 'The printer {{printer}} is not responding.',
    next: 'Check that it is on and connected, then press again. You can continue with the visit.',
  },
  'printer-timeout': {
    what: 'The printer {{printer}} printed nothing, or only part of it.',
    next: 'Check the paper and cover, then print again. You can continue with the visit.',
  },
  'printer-no-paper': {
    what: 'The printer is out of paper.',
    next: 'Load paper and press again.',
  },
  'printer-open': { what: 'The printer cover is open.', next: 'Close it and press again.' },
};
