// The help page
import type { help as chinese } from '../zh-CN/help.ts';
import type { Wording } from '../wording.ts';

export const help: Wording<typeof chinese> = {
  title: 'Help',
  search: 'Search help',
  placeholder: 'Search, for example: offline, PIN, undo',
  close: 'Close',
  found: '{{count}} found',
  nothing: 'No match for “{{text}}”',
  nothingNext: 'Try another word, or clear the search to see everything.',
  sections: 'Contents',
  steps: {
    title: 'A visit in six steps',
    find: {
      heading: '1 Find',
      text: 'The cursor is in the search box. Type a phone number, its last four digits, a name, pinyin or initials; results appear as you type. Choose with ↑ ↓ and open with Enter, or press Alt and a digit to open that one directly. If two customers have the same name, compare area and last four digits. A scanner or card reader works at any time: its number goes into the search box and is never taken for an answer or an amount.',
    },
    look: {
      heading: '2 Look',
      text: 'On the left: who the customer is, since when, plan and balance. On the right: twelve months of spend and top-ups; M shows groups, level and value instead, until the next customer; “As figures” below the charts lists the months. Personal data is masked. What the customer did here today and colleagues’ notes are at the top; B adds a note.',
    },
    ask: {
      heading: '3 Ask',
      text: 'A visit starts as a top-up. Ask how much the customer wants to top up, type the digits and press Enter. For anything else press F5 to F11. Opened the wrong customer? Press Esc at this step to leave; it does not count as a visit. If a customer has to wait, just look up the next one: unfinished visits stay in the line below the search box with name and time, and Ctrl plus the digit continues one. They survive locking, a change of clerk and a restart.',
    },
    say: {
      heading: '4 Say',
      text: 'Read the large text to the customer; the figures are this customer’s own. Below it you see why, and what the customer gets. If it says there is nothing to offer, just do what the customer came for.',
    },
    answer: {
      heading: '5 Record the answer',
      text: 'One key: 1 accepted, 2 later, 3 declined, 4 has it, 5 skipped. After 2, 3 and 5 one more key gives the date or the reason. If you did not say it, record that honestly: nobody is marked down for it. A date you type is shown back in full; if it is far ahead you are asked to confirm it.',
    },
    finish: {
      heading: '6 Finish',
      text: 'Check the amount paid and press Enter; a gift is given only with an offer that was accepted and paid for. Digits typed right after an answer are queried once, in case they belong to the next customer. Complaints, faults and cancellations ask for a reason instead of an amount: one digit, and a few words if they help. You can undo for 60 seconds. If there is a lottery draw it opens by itself; otherwise the cursor is back in the search box for the next customer.',
    },
  },
  keys: {
    title: 'Keyboard shortcuts',
    everywhere: 'On every page',
    open: 'Open “{{page}}”',
    lock: 'Lock',
    train: 'Start training (invented customers, nothing is saved); press again to end it',
    purposes: 'Reason for the visit',
    counter: 'Counter',
    search: 'Back to the search box',
    reveal: 'Show full name and numbers for 10 seconds; again to mask them',
    file: 'Show the customer file for 10 seconds; again to mask it',
    verdicts: 'See why not another offer',
    gift: 'Choose a gift',
    exception: 'Gift by exception: needs a manager’s PIN and a reason',
    objections: 'What to say if they hesitate',
    raised: 'With it open: they said number {{place}}; press again to undo',
    prizes: 'Show the lottery prizes',
    more: 'Switch between twelve months and more about the customer',
    scroll: 'Scroll the right column down; PgUp scrolls up',
    careSaid: 'The care message on the customer’s page was said',
    consent: 'The customer wants no more offers, or wants them again: asks first',
    consentSure: 'Confirm that the customer really said so',
    note: 'Write a note; Enter saves it',
    words: 'With a fault, complaint or cancellation: add the customer’s words',
    paper: 'Print the offer, or the receipt of the visit just finished',
    waiting: 'Continue the waiting visit with this number',
    care: 'Open today’s care; press again to close',
    careOutcomes: 'Today’s care: outcome',
    draw: 'Draw',
    drawFull: 'Full fingerprint and seed, and how to verify',
    drawLater: 'Not now, or close',
    next: 'Next',
    previous: 'Previous',
    undo: 'Undo the last entry',
    lookUp: 'When asked whether a number was an amount: search for it and undo the answer',
    pick: 'with a digit: open that customer directly',
    walkIn: 'Serve someone who is not in the list, after typing their whole phone number',
    confirm: 'Confirm, open, finish',
    back: 'Back, cancel',
    answers: 'Record the answer',
    later: 'Later: when',
    declined: 'Declined: why',
    notSaid: 'Skipped: why',
    manager: "Manager's page",
    month: 'whole month; press again for the day',
    close: 'close the day: count gifts and sign',
    stick: 'exchange with HQ by USB stick',
    visits: 'List of visits',
    previousDay: 'Previous day',
    nextDay: 'Next day',
    today: 'Back to today',
    xlsx: 'save all visits for Excel',
    csv: 'save all visits as CSV',
    pdf: 'save this page as a one-page PDF for signature',
    print: 'Print',
  },
  visitKeys: {
    find: 'search for a name or number',
    next: 'next visit',
    previous: 'previous visit',
    nextPage: 'next page',
    previousPage: 'previous page',
    correct: 'correct (managers)',
    undo: 'undo (within a minute)',
    back: 'back to the manager’s page',
  },
  day: {
    title: 'The day, closing and corrections',
    branch: {
      heading: 'Figures of the whole branch',
      text: 'The manager’s page covers the whole branch: this computer up to the minute, the others through HQ as of the time shown. While another computer is offline its figures stand still; what it sends later is added and marked. “This computer only” means HQ has reported no others.',
    },
    list: {
      heading: 'Visit list',
      text: 'Ctrl+D shows every visit of the day: clerks see their own, managers see the whole branch. Every figure on the manager’s page opens the visits behind it. Names are masked. Unfinished visits can be listed separately.',
    },
    correct: {
      heading: 'Corrections',
      text: 'Within a minute, whoever made the mistake can undo it. Later, a manager presses Enter in the list and corrects the amount, the answer or a gift, or voids the whole visit, with a reason and their PIN. The original entry is kept; the correction is a separate entry, and the figures here and at HQ, the stock and later suggestions follow it. A visit with a draw cannot be voided.',
    },
    restated: {
      heading: 'A figure has changed',
      text: 'After a day has been closed or is over, late entries and corrections can change its figures. The page shows what they were, what they are now, which visits arrived late and which were corrected.',
    },
    close: {
      heading: 'Close the day',
      text: 'Press C and count each gift; if a count differs, say why. Unfinished visits and unsent entries are shown; unsent ones must first go to HQ, or with U to a USB stick. The manager signs with their PIN and HQ is told. You can still serve customers afterwards.',
    },
    month: {
      heading: 'The month',
      text: 'M shows days, weeks and weekdays, with privilege day marked, and progress towards HQ’s target. How long a gift will last is based on the last two weeks.',
    },
  },
  customer: {
    title: 'Terms on the customer’s page',
    unknown: {
      heading: 'Unknown',
      text: 'HQ’s data does not say. That is not the same as zero: the month is missing, or the service, such as cable TV, reports no calls or data. Unknown figures are never used in a suggestion, do not count as inactivity and do not form a group; a gap in the chart means nobody knows. If asked, say it is not in the system; never say it was not used or not paid.',
    },
    groups: {
      heading: 'Groups',
      text: 'HQ groups customers in three ways, updated every month: four groups by value; 27 by usage (age, spend and data, three bands each); 27 by visits (last visit, how often, how much, three bands each). Press M to see this customer’s groups, their size, average use and when they usually come. Anything based on too few customers is left out.',
    },
    stage: {
      heading: 'Stage and labels',
      text: 'New, mature, declining and silent customers are approached differently. Labels, such as “often takes gifts”, follow from HQ’s current rules and affect what is suggested.',
    },
    churn: {
      heading: '38% likely to go silent next month',
      text: 'Of 100 customers like this one, about 38 stop using the service next month. HQ may count leaving, a contract that lapses or a number moved to another operator instead: the wording says which. HQ’s own score comes from a separate model and has no reasons. If HQ is not certain enough, you only see how many out of 10. The reasons are changes in this customer’s own use: ask about them, but do not tell the customer the percentage.',
    },
    retention: {
      heading: 'The four retention results',
      text: 'Only calculated when a customer may really leave: direct revenue from keeping them, plus indirect revenue from the rest of the household, minus direct cost, indirect cost (some learn to threaten to leave) and system cost. If direct revenue is enough: worth keeping. If only with indirect revenue: worth keeping with their household. Break-even: the manager decides. Too little, or gone because of debt or fraud: not worth retaining. Word of mouth is mentioned but never counted.',
    },
    lifetime: {
      heading: 'Customer value',
      text: 'What the customer has brought so far, what to expect if nothing changes, and what could be added. If there is too little history, it says so instead of guessing.',
    },
    level: {
      heading: 'Level and privileges',
      text: 'Based on average monthly spend over a year or months as a customer, whichever gives the higher level. Press M for the privileges and what the next level takes.',
    },
    points: {
      heading: 'Points',
      text: 'One computer in the branch handles points, so that nothing is spent twice while offline. Points can be used here only if it says so; otherwise go to the computer shown. Member days earn extra. If points run short, undo the acceptance first, then offer something else.',
    },
    care: {
      heading: "Today's care",
      text: 'Birthdays, wedding anniversaries, contracts about to end and home visits appear on the day; there is nothing to sell. Ctrl+K opens the list: choose with ↑ ↓, read it out, then press 1 done, 2 not reached or 3 not interested; Enter opens the customer. Open items stay for a week. They also appear on the customer’s page: press K once said.',
    },
    file: {
      heading: 'Customer file',
      text: 'High-spending customers have a file: occupation, interests, account manager, key dates and anything else HQ shows at the counter. D shows it for 10 seconds, separately from the numbers; every look is recorded.',
    },
  },
  choosing: {
    title: 'How offers are chosen',
    why: {
      heading: 'Why this one',
      text: 'Four things are shown below the suggestion: how many in ten say yes, what a yes is worth, whether the timing is good, and whether HQ has raised or lowered it. The highest product comes first; anything not worth saying is left out. The “Why” line shows this customer’s own figures.',
    },
    whyNot: {
      heading: 'Why not that one',
      text: 'With a suggestion on the screen, press W to see the reason for every other offer; type a few letters to find one. Offers are checked in this order: available, eligible, applies now, good for the customer, not offered too often, right time, fresh data, complete wording, rank. You see the first check it failed.',
    },
    objections: {
      heading: 'If they hesitate',
      text: 'Press O for the two things customers say most often and what you can answer, with their own figures. If they said one of them, press H or J to note which before recording the answer; this is optional. HQ can then see which wording gets more yeses and shows it in the day’s visits and on the manager’s page. If the answer is still no, record “declined” and leave it there.',
    },
    lot: {
      heading: 'Some customers get no offers',
      text: 'Each quarter HQ picks a few customers at random who get no offers, to see whether offers work at all. They still get reminders and care as usual.',
    },
  },
  lottery: {
    title: 'Lottery',
    when: {
      heading: 'When to draw',
      text: 'When a customer has accepted an offer with draws and paid enough, the draw opens by itself after finishing. Ask for a number of 1 to 8 digits, type it and press Enter. It works offline. Esc puts it off; the button below the search box brings it back. After a draw the finish cannot be undone.',
    },
    prizes: {
      heading: 'Prizes and odds',
      text: 'Press P to see the prizes beforehand. “Tickets left” counts what remains: each draw takes one out. The odds are the tickets with a prize divided by all tickets. Recent winners are shown next to them, masked.',
    },
    fingerprint: {
      heading: 'Fingerprint',
      text: 'HQ fixed the seed of every draw in advance and locked it in this computer. Its fingerprint (SHA-256) is shown before the draw and the seed afterwards: a different seed would not match. The customer chooses the number, so nobody can know the result in advance.',
    },
    verify: {
      heading: 'How to verify',
      text: 'Press V for the full fingerprint and seed; you can select and copy them. One: the SHA-256 of the seed must match the fingerprint. Two: with the seed as key, take the HMAC-SHA256 of “batch:draw:number”; the first 6 bytes as an integer, modulo the number of tickets before the draw, give the position of the ticket, counted from 0; tickets are sorted by prize code, with blanks (-) first. HQ checks every draw with hub lottery verify.',
    },
  },
  words: {
    title: 'Status messages',
    online: {
      heading: 'Online',
      text: 'HQ answered a moment ago. New data and entries are exchanged automatically.',
    },
    offline: {
      heading: 'Offline',
      text: 'HQ cannot be reached right now. Search, suggestions, answers and gifts work as usual; entries are kept on this computer and sent when the connection is back.',
    },
    never: {
      heading: 'Not connected to HQ yet',
      text: 'HQ has not answered since the program was opened. Data that arrived earlier can be used.',
    },
    stuck: {
      heading: 'HQ answers, but not everything gets through',
      text: 'HQ can be reached, but some entries were not sent or new data did not arrive. The words after it say why. You can keep working; every entry is kept on this computer.',
    },
    blocked: {
      heading: 'HQ does not accept this computer',
      text: 'HQ has revoked this computer, or HQ’s system was replaced. A revoked computer loses its customer data and nobody can sign in. No entry is lost, but nothing is sent and no new data arrives. Ask the manager to call HQ with the device number from the settings page.',
    },
    busy: {
      heading: 'HQ is busy',
      text: 'HQ cannot answer right now, for example during an upgrade. This computer will try again by itself.',
    },
    diskFull: {
      heading: 'Cannot write to the disk',
      text: 'It is most likely full. Delete files you do not need or empty the recycle bin; the rest recovers by itself.',
    },
    damaged: {
      heading: 'A data file on this computer is damaged',
      text: 'The disk may be failing. Customer data is downloaded again automatically. If entries cannot be read either, do not reinstall: tell the manager and HQ, as the entries can be recovered.',
    },
    unread: {
      heading: 'The answer did not come from HQ',
      text: 'Something else is answering in its place, such as a login page or a proxy. Check the network; every entry is kept on this computer.',
    },
    proxy: {
      heading: 'The proxy asks for a name and password',
      text: 'HQ cannot be reached until whoever looks after this computer enters them in admin.json (“proxy”), or the proxy lets this computer through without them. Every entry is kept on this computer.',
    },
    asOf: {
      heading: 'Data to …',
      text: 'Spend, balance and other figures are up to this date. Figures that are too old are never used in a suggestion.',
    },
    allSent: { heading: 'All sent', text: 'HQ has every entry of this computer.' },
    unsent: {
      heading: '… unsent · oldest … ago',
      text: 'These entries are safe on this computer’s disk and waiting for the connection. Nothing is lost, even after days offline.',
    },
    byStick: {
      heading: 'To HQ by USB stick',
      text: 'This branch has no connection to HQ. The manager presses U on the daily report: entries are written to a USB stick and taken to HQ; when the stick comes back, HQ’s data and receipts are read from it.',
    },
    saved: {
      heading: '… on a USB stick, waiting for HQ’s receipt',
      text: 'The entries are on a stick, and sticks get lost. They count as sent once HQ’s receipt has been read; until then every new stick includes them, and HQ stores each only once.',
    },
    due: {
      heading: 'Contact HQ within … days',
      text: 'HQ sets how many days a computer may go without contact before customer data is locked. Any exchange, online or by USB stick, restarts the count.',
    },
    locked: {
      heading: 'No contact with HQ for too long: customer data is locked',
      text: 'No customers can be looked up and nothing is suggested. Serve by phone number (Alt+0); entries are kept and can be written to a USB stick. A connection, or HQ’s stick, unlocks it at once.',
    },
    quarantined: {
      heading: 'HQ rejected …',
      text: 'HQ could not accept these entries; they are set aside and do not hold up any others. The manager should call HQ.',
    },
    putBack: {
      heading: 'The records here were damaged or replaced by an older copy',
      text: 'Part of the file with this computer’s records was damaged, or the file was replaced by an earlier one, for example from a backup. What could be read was saved, and work continues with new numbers. HQ already has what was sent; the rest may be recovered from the file next to it with “damaged” in its name: do not delete it. The lottery, gifts and points are paused until HQ allocates them again. Ask the manager to tell HQ.',
    },
    fetching: {
      heading: 'Receiving new data',
      text: 'This happens in the background. The new data is used once it is complete and checked.',
    },
    refused: {
      heading: 'A new data pack failed its checks',
      text: 'What arrived was incomplete or not signed by HQ and was discarded; the old data is still in use. Tell HQ if it happens again.',
    },
    updateDue: {
      heading: 'HQ now uses protocol …',
      text: 'HQ’s program is newer than this computer’s; new data arrives once this one is updated. You can keep working: entries are sent as usual and none are lost. The manager should ask the administrator for the update.',
    },
    hubBehind: {
      heading: 'HQ still uses protocol …',
      text: 'This computer’s program is newer than HQ’s. Entries are sent as usual; HQ keeps them and reads them after its upgrade, when new data arrives too. Tell HQ.',
    },
    clockAhead: {
      heading: 'This computer’s clock is … ahead of HQ’s',
      text: 'Dates, offers and the report follow this computer’s clock. Ask the administrator to correct it. What was recorded in the meantime stays as it is, with the wrong time; draws and offers resume once the clock is right and HQ has been contacted.',
    },
    clockBehind: {
      heading: 'This computer’s clock is … behind HQ’s',
      text: 'Dates, offers and the report follow this computer’s clock. Ask the administrator to correct it. What was recorded in the meantime stays as it is, with the wrong time.',
    },
    unprotected: {
      heading: 'Key not protected',
      text: 'This computer has no usable key store. The manager should ask the administrator; the settings page (F4) says more.',
    },
  },
  trouble: {
    title: 'Troubleshooting',
    offline: {
      heading: 'The connection is down',
      text: 'Carry on, there is nothing to do. Hours or days offline are fine; entries are sent later, and each counts once.',
    },
    neighbours: {
      heading: 'Sharing between computers without HQ',
      text: 'If HQ allows it, the computers in a branch update each other: answers, complaints, opt-outs, gifts and visits at one counter are known at the others at once, online or not, and a computer with a connection passes the others’ entries to HQ. The settings show which ones are connected and since when. If one is not, check its power, program, network and firewall; a manager can enter its name or address there.',
    },
    pin: {
      heading: 'Wrong PIN',
      text: 'The first two mistakes cost nothing; from the third you wait 2, 4, 8 seconds and so on, up to 5 minutes. Only time while the program is running counts: restarting or changing the clock does not shorten it. At the next sign-in the bottom line shows how often the PIN was wrong. After ten in a row (HQ may set another number) this computer locks that person out: a manager can unlock with their PIN, or HQ can. If you have forgotten your PIN, the manager asks HQ for a one-time PIN.',
    },
    ownPin: {
      heading: 'The PIN from HQ works only once',
      text: 'At the first sign-in you choose one that only you know: no sequences, repeats, birthdays, years or phone numbers. It works here at once, even offline, and at other computers once they are told. To change it, type the current one on the sign-in page and choose “New PIN”. Never tell anyone; HQ does not see it either.',
    },
    barred: {
      heading: 'Someone has left, or a PIN has leaked',
      text: 'On the manager’s page, under “Staff”, choose “Block”, then give the reason and your PIN: they can no longer sign in, this computer locks if they are using it, and work in progress is kept. It works offline; other computers and HQ are told when connected. “Unblock” is in the same place.',
    },
    dataDown: {
      heading: '“The data service on this computer is restarting”',
      text: 'It recovers by itself within seconds. What you typed is still there, and so is everything recorded. Then press the key that failed again.',
    },
    notFound: {
      heading: 'The customer cannot be found',
      text: 'Try the last four digits, two characters of the name, or initials. The customer may also belong to another branch, or be so new that the data has not arrived: type the whole phone number, press Alt+0 and serve them all the same, without an offer. Once HQ has the number, the visit is added to that customer.',
    },
    nothing: {
      heading: 'It says there is nothing to offer',
      text: 'After a complaint or fault, a recent complaint at any counter in this branch, an opt-out or arrears, the reason is shown. Otherwise it says “Nothing to recommend this time”, whatever the reason. That is a valid result. If a customer asks for no more offers, press N, read the question and press Ctrl+Enter: offers stop at once. If that was a mistake press U, and if they change their mind do the same again.',
    },
    wrong: {
      heading: 'I recorded the wrong thing',
      text: 'Within 60 seconds press Ctrl+Z (or U when not typing), then record it again. After that, tell the manager.',
    },
    stock: {
      heading: 'Not enough gifts',
      text: 'A gift that has run out is no longer offered. If the shelf and the screen differ, the manager asks HQ to correct it. “Left” is for the whole branch; HQ allocates each computer a share, so that two counters never promise the last one while offline. When connected, a computer that runs out gets more.',
    },
    printer: {
      heading: 'Printing for the customer',
      text: 'If the customer wants to take an offer home, Ctrl+P prints its terms with no personal data. After finishing or a draw, Ctrl+P prints the receipt: money, what the customer said, gifts, points and, for draws, a QR code to check them; name and number are masked. You see a preview first: 1 is an 80 mm slip, 2 is A4, which can also be saved as a PDF. If the printer is out of paper, off or cannot be reached, the screen says what to do; you can carry on serving meanwhile. A manager sets up the receipt printer in the settings (F4): a device such as /dev/usb/lp0, or an address on the branch’s network.',
    },
    beyond: {
      heading: 'It asks why you need to open a customer',
      text: 'In the last hour more customers were opened without a visit, or more full numbers and files were shown, than HQ allows. Choose a reason with 1 to 3, or press 4 and write one; Enter continues. Beyond twice the limit a manager must enter their PIN. The reason is recorded; the manager and HQ can see it. Customers who were served or gave an answer are not counted.',
    },
    exception: {
      heading: 'When a manager approves a gift',
      text: 'A gift is given only with an offer that was accepted and paid for. For an exception press E when finishing: choose the gift and the reason (“another reason” must be explained), then a manager types their PIN in person; the gift and the finish are recorded together. A manager who is already signed in types it too; wrong PINs lead to the same waiting time as at sign-in. A customer can get the same gift only once a day, whoever approves it. It can be undone for 60 seconds. Exceptions appear on the manager’s page and in its file, and HQ sees them.',
    },
    amount: {
      heading: 'It asks “Is ¥500 right?”',
      text: 'The amount is several times this customer’s usual top-up, or above HQ’s limit: you are asked once, with both figures. If it is right, press Enter again; if not, press Esc and correct it. Confirmed amounts are listed on the manager’s page. If the usual top-up is not known, only the limit applies; impossible amounts are never accepted.',
    },
    disk: {
      heading: 'Cannot write to the disk',
      text: 'That step was not recorded. Free up some disk space and press again; if that does not help, call the administrator.',
    },
    power: {
      heading: 'Power cut, or the program closed',
      text: 'Anything the screen showed as recorded is on the disk and will be there when you open the program again.',
    },
    keyLost: {
      heading: 'It asks me to enrol again',
      text: 'The system’s key store has changed and the old data cannot be opened; with a new code it is downloaded again. HQ can recover unsent entries: do not delete the data folder.',
    },
  },
  records: {
    title: 'What is recorded when you look up a customer',
    what: {
      heading: 'What',
      text: 'Who and when: signing in, searching, which customer was opened, whose full data was shown, which day’s report was exported, locking. Customers are recorded by number only, never by name or phone.',
    },
    why: {
      heading: 'Why',
      text: 'Customer data belongs to the customer. Look up only the customer in front of you, and only for their visit. If anyone asks, the record speaks for you.',
    },
    chain: {
      heading: 'Can it be changed?',
      text: 'No. Entries are only ever added, each linked to the one before; a changed or missing one shows.',
    },
  },
  sees: {
    title: 'Who can see what',
    strangers: {
      heading: 'People at the counter',
      text: 'Only masked names and numbers. To read them out for checking press R, or D for the customer file; both are masked again after 10 seconds. Lock with Ctrl+L when you step away; the screen also locks by itself, after the time a manager sets in the settings (F4), and when the computer locks or sleeps.',
    },
    display: {
      heading: 'The customer screen',
      text: 'Turned on in the settings (F4). It follows what you read out: price, monthly fee, gift, lottery tickets, last day. A tap on yes is recorded as accepted by the customer; after a tap on no, one key from you records why. You still take the payment and finish. Without a customer, when locked or on another page, it only shows a greeting. It works offline. The customer’s data, groups and risks, and other customers, are never on it.',
    },
    clerk: {
      heading: 'Clerks',
      text: 'Customers of this branch and the current visit. Not the daily report.',
    },
    manager: {
      heading: 'Managers',
      text: 'Everything clerks see, plus every visit in the branch, the figures by day, clerk and offer, and who looked up whom on this computer.',
    },
    hq: {
      heading: 'HQ',
      text: 'Every visit: which customer, which offer, which answer, how much was paid, which gift, who served. It shows which offers work.',
    },
  },
  notices: {
    title: 'Third-party software',
    text: 'Counter Assist contains this software; open an entry for its licence. The licences of Electron and Chromium are in the program’s folder.',
    missing: 'This list was not found: see NOTICES.txt in the program’s folder.',
  },
};
