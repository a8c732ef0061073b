// The help page
import type { help as chinese } from '../zh-CN/help.ts';
import type { Wording } from '../wording.ts';

export const help: Wording<typeof chinese> = {
  title: 'Help',
  search: 'Search the help',
  placeholder: 'Type what you look for: offline, PIN, undo',
  close: 'Close',
  found: '{{count}} found',
  nothing: 'Nothing found for "{{text}}"',
  nothingNext: 'Try another word, or delete the text to see everything.',
  sections: 'Contents',
  steps: {
    title: 'One customer in six steps',
    find: {
      heading: '1 Find',
      text: 'The cursor is in the search box. Type phone, last four digits, name, pinyin or initials; results come as you type. Choose with ↑ ↓ and open with Enter; Alt and a digit opens that one at once. Tell namesakes apart by area and last four. A scanner or card reader works at any moment: its number goes into the search box and is never taken for an answer or an amount.',
    },
    look: {
      heading: '2 Look',
      text: 'On the left: who it is, since when, plan and balance; on the right twelve months of spend and top-ups; M shows groups, level and value instead, until the next customer; “As figures” below the charts lists the months. Personal data are masked. What the customer did here today and the notes of colleagues stand at the top; B writes a note.',
    },
    ask: {
      heading: '3 Ask',
      text: 'The visit begins as a top-up. Ask how much the customer wants to put on, type the digits, press Enter. For anything else press F5 to F11. Opened the wrong customer? Esc at this step leaves; it counts as no visit. A customer who has to wait? Just look up the next one: visits that are not finished stand in the line below the search box with name and time, Ctrl and the digit goes on with one. A lock, another clerk or a restart loses none.',
    },
    say: {
      heading: '4 Say',
      text: "Read the large sentence to the customer; its figures are this customer's own. Below it stand why and what the customer gets. Where it says there is nothing to sell, just do what the customer came for.",
    },
    answer: {
      heading: '5 Record the answer',
      text: 'One key: 1 accepted, 2 later, 3 declined, 4 has it, 5 not said. After 2, 3 and 5 one more key gives the date or the reason. Record "not said" honestly: nobody is marked down for it. A day that you type is said back in full; one far ahead is asked once more.',
    },
    finish: {
      heading: '6 Finish',
      text: 'Check the amount really prepaid and press Enter; a gift goes only with what was accepted and paid for. Digits right behind an answer are asked about once, in case they are the next customer. Complaints, faults and cancellations ask for the reason instead of an amount: one digit, and a few words if they help. You can undo within 60 seconds. Where there is a draw it opens by itself; otherwise the cursor is back in the search box for the next customer.',
    },
  },
  keys: {
    title: 'All keys',
    everywhere: 'On every page',
    open: 'Open the page "{{page}}"',
    lock: 'Lock',
    train: 'Begin a training (invented customers, nothing is kept); once more ends it',
    purposes: 'What the customer came for',
    counter: 'Counter',
    search: 'Back to the search box',
    reveal: 'Show full name and numbers for 10 seconds; again to mask them',
    file: 'Show the customer file for 10 seconds; again to mask it',
    verdicts: 'See why not the other offers',
    gift: 'Choose the gift',
    exception: 'A gift by exception: needs a manager’s PIN and a reason',
    objections: 'What to answer when they hesitate',
    raised: 'With it open: they said number {{place}}; again takes it back',
    prizes: 'See the prizes of the lottery',
    more: 'Twelve months, or know more of the customer',
    scroll: 'Move the right column down; PgUp up',
    careSaid: "The care on the customer's page was said",
    consent: 'The customer wants no more offers, or wants them again: asks first',
    consentSure: 'The question was read, and the customer did say so',
    note: 'Write a note, Enter records it',
    paper: 'Paper: of the sentence, or the receipt of the visit just done',
    waiting: 'Go on with the visit that waits under this number',
    care: "Open today's care; again to close it",
    careOutcomes: "Today's care: how it went",
    draw: 'Draw',
    drawFull: 'Fingerprint and seed in full, and how to verify',
    drawLater: 'Not now, or close',
    next: 'Next',
    previous: 'Previous',
    undo: 'Undo the last entry',
    lookUp:
      'Look up the number that was typed, and take the answer back (when asked whether it was an amount)',
    pick: 'with a digit: open that customer at once',
    walkIn: 'Serve somebody who is not in the list, after their whole phone number',
    confirm: 'Confirm, open, finish',
    back: 'Back, cancel',
    answers: 'Record the answer',
    later: 'Later: when',
    declined: 'Declined: why',
    notSaid: 'Not said: why',
    manager: "Manager's page",
    month: 'the whole month; once more: back to the day',
    close: 'close the day: count gifts, sign',
    stick: 'to and from HQ by stick',
    visits: 'List of visits',
    previousDay: 'Day before',
    nextDay: 'Day after',
    today: 'Back to today',
    xlsx: 'save each visit for Excel',
    csv: 'save each visit as CSV',
    pdf: 'save this page as a PDF of one sheet, to be signed',
    print: 'Print',
  },
  visitKeys: {
    find: 'find a name or number',
    next: 'next visit',
    previous: 'visit before',
    nextPage: 'next page',
    previousPage: 'page before',
    correct: 'correct (managers)',
    undo: 'undo (within a minute)',
    back: 'back to the manager’s page',
  },
  day: {
    title: 'The day, its close, corrections',
    branch: {
      heading: 'Figures of the whole branch',
      text: 'The manager’s page is of the whole branch: this computer to the moment, the others through HQ, as of the time that is said. While another computer has no line its figures stand still; what it sends later is added and marked. Where it says “this computer alone”, HQ has told of no other.',
    },
    list: {
      heading: 'List of visits',
      text: 'Ctrl+D shows each visit of the day: a clerk’s own, all of the branch for a manager. Every figure on the manager’s page opens the visits behind it. Names are masked. Unfinished visits can be listed alone.',
    },
    correct: {
      heading: 'Corrections',
      text: 'Within a minute whoever slipped takes it back. Later a manager presses Enter in the list: amount, answer, a gift taken back, or all of the visit void, with a reason and the PIN. What was recorded stays; the correction is an entry of its own, and figures here and at HQ, the stock and what is said next follow it. A visit with a draw cannot be made void.',
    },
    restated: {
      heading: 'A figure has changed',
      text: 'After a day was closed or is over, late entries and corrections change its figures. The page says what they were, what they are, which visits came late and which were corrected.',
    },
    close: {
      heading: 'Close the day',
      text: 'C: count each gift; where the count differs say why. Unfinished visits and unsent entries are shown; unsent ones go to HQ first, or with U to a stick. The manager signs with the PIN, and HQ is told. Customers can still be served.',
    },
    month: {
      heading: 'The month',
      text: 'M shows days, weeks and weekdays, the privilege day marked, and how far HQ’s target is. How long a gift lasts follows the pace of two weeks.',
    },
  },
  customer: {
    title: "Words on the customer's page",
    unknown: {
      heading: 'Unknown',
      text: 'HQ’s data do not say, which is not zero: the month was left out, or the service, such as cable TV, reports no calls and no data. What is unknown is in no sentence, counts as no silence and makes no group; a gap in the chart is what nobody knows. When asked, say that it is not in the system, never that it was not used or not paid.',
    },
    groups: {
      heading: 'Groups',
      text: 'HQ sorts customers in three ways, anew each month: four groups by value; 27 by use (age, spend and data, three bands each); 27 by visits (last one, how often, how much, three bands each). Press M to see the groups of this customer, how large they are, what they use on average and when they come. What too few stand for is left out.',
    },
    stage: {
      heading: 'Stage and labels',
      text: 'New, mature, declining and silent customers are spoken to differently. Labels, such as liking offers, follow from rules of HQ at this moment and weigh in what is said.',
    },
    churn: {
      heading: '38% likely to go silent next month',
      text: "Of 100 customers like this one about 38 stop using the service next month. HQ may count leaving, a contract that ends or a number taken elsewhere instead: the words say which. HQ's own score comes from a model of its own and has no reasons. When HQ is not sure enough, it only says how many of 10. The reasons are this customer's own changes: ask about them, but do not tell the customer the percentage.",
    },
    retention: {
      heading: 'Four verdicts on retention',
      text: 'Counted only where a customer may really leave: direct revenue of keeping them, and indirect revenue of the rest of the household, less direct cost, indirect cost (some learn to threaten) and system cost. Direct revenue alone suffices: worth keeping. Only with indirect revenue: worth keeping with those linked. Even: the manager decides. Too little, or gone for debt or fraud: let go. Word of mouth is named, never counted.',
    },
    lifetime: {
      heading: 'Customer value',
      text: 'What the customer brought so far, what is to come as now, and what may be added. With too little history it says so and does not guess.',
    },
    level: {
      heading: 'Level and privileges',
      text: 'By spend a month over a year or by months on the network; the higher counts. Press M for the privileges and what the next level takes.',
    },
    points: {
      heading: 'Points',
      text: 'One computer of the branch spends points, so that nothing is spent twice offline. They can be spent here only where it says so; otherwise go to the computer that is named. A member day earns more. When points are short, undo the yes first, then say another sentence.',
    },
    care: {
      heading: "Today's care",
      text: 'Birthdays, wedding days, contracts about to end and home visits stand here on their day; nothing is sold. Ctrl+K opens it: choose with ↑ ↓, read it out, then 1 done, 2 not reached, 3 not wanted; Enter opens the customer. What nobody did stays for a week. It also stands on the page of the customer: press K when it was said.',
    },
    file: {
      heading: 'Customer file',
      text: 'Customers who spend much have a file: occupation, hobbies, account manager, key dates, and what else HQ shows at the counters. D shows it for 10 seconds, apart from the numbers; every look is recorded.',
    },
  },
  choosing: {
    title: 'Why this one, why not that one',
    why: {
      heading: 'Why this one',
      text: "Below the sentence stand four things: how many in ten say yes, what a yes is worth, whether the moment is good, and whether HQ lifts or lowers it. Multiplied, the highest is said first; what is not worth saying is not said. The line “Why” has this customer's own figures.",
    },
    whyNot: {
      heading: 'Why not that one',
      text: 'With a sentence on the screen, press W for the reason of every other offer; type a few letters to find one. Offers pass these gates in turn: running, entitled, of use, in the interest of the customer, not asked too often, right moment, fresh data, complete sentence, rank. What you read is the first gate it did not pass.',
    },
    objections: {
      heading: 'They hesitate',
      text: 'Press O for the two things that customers say most, and what you may answer, with their own figures. If they said one of them, H or J notes which before the answer; it need not be noted. HQ then sees after which wording customers said yes more often, and tells it in the visits of the day and on the manager’s page. If it is still a no, record “declined” and leave it at that.',
    },
    lot: {
      heading: 'Some customers are never sold to',
      text: 'Each quarter HQ leaves a few customers, by lot, without selling sentences, to see whether they work at all. Reminders and care reach them as always.',
    },
  },
  lottery: {
    title: 'The lottery',
    when: {
      heading: 'When to draw',
      text: 'When a customer accepted an offer with draws and prepaid enough, the draw opens by itself after the finish. Ask for a number of 1 to 8 digits, type it, press Enter. It works offline. Esc puts it off; the button below the search box goes back to it. After a draw the finish cannot be undone.',
    },
    prizes: {
      heading: 'Prizes and odds',
      text: 'Press P to see the prizes before. The tickets left are what is left: each draw takes one away. The odds are tickets with a prize over all tickets. Recent winners stand beside them, masked.',
    },
    fingerprint: {
      heading: 'Fingerprint',
      text: 'HQ fixed the seed of every draw beforehand and locked it in this computer. Its fingerprint (SHA-256) is shown before the draw and the seed after it: another seed would not match. The customer says the number, so nobody can know the result before.',
    },
    verify: {
      heading: 'How to verify',
      text: 'Press V for fingerprint and seed in full; they can be selected and copied. One: the SHA-256 of the seed must be the fingerprint. Two: with the seed as key take the HMAC-SHA256 of “batch:draw:number”; the first 6 bytes as an integer, modulo the tickets before the draw, is the place of the ticket, counted from 0; tickets lie in the order of the codes of their prizes, blanks (-) first. HQ checks every draw with hub lottery verify.',
    },
  },
  words: {
    title: 'What each word of the status line means',
    online: {
      heading: 'Online',
      text: 'HQ answered a moment ago. New data come and entries go by themselves.',
    },
    offline: {
      heading: 'Offline',
      text: 'HQ cannot be reached now. Finding, sentences, answers and gifts work as always; entries are kept on this computer and go when the line is back.',
    },
    never: {
      heading: 'Not connected to HQ yet',
      text: 'HQ has not answered since the program was opened. Data that arrived before can be used.',
    },
    stuck: {
      heading: 'HQ answers, but not everything passes',
      text: 'HQ can be reached, yet entries did not all go up or new data did not come in. The words after it say why. Work goes on at the counter; every entry is kept on this computer.',
    },
    blocked: {
      heading: 'HQ does not accept this computer',
      text: 'HQ revoked this computer, or its system was replaced. A revoked one loses the customers’ data, and nobody can sign in. No entry is lost, but nothing goes up and no new data come. Have the manager call HQ with the device number from the settings page.',
    },
    busy: {
      heading: 'HQ is busy',
      text: 'HQ cannot answer just now, for instance during an upgrade. This computer tries again by itself.',
    },
    diskFull: {
      heading: 'The disk cannot be written',
      text: 'Most likely it is full. Remove files that are not needed or empty the bin; the rest mends itself.',
    },
    damaged: {
      heading: 'A data file on this computer is damaged',
      text: 'The disk may be failing. Customer data are fetched again by themselves; if entries cannot be read either, do not reinstall: tell the manager and HQ, the entries can be recovered.',
    },
    unread: {
      heading: 'The answer was not from HQ',
      text: 'Another program answers in its place, such as a login page or a proxy. Check the network; every entry is kept on this computer.',
    },
    asOf: {
      heading: 'Data as of',
      text: 'Spend, balance and other figures speak of the time up to this day. Figures that are too old never appear in a sentence.',
    },
    allSent: { heading: 'Everything sent', text: 'HQ has every entry of this computer.' },
    unsent: {
      heading: '… unsent · oldest … ago',
      text: 'These entries are safe on the disk of this computer and wait for the line. Days without a line lose nothing.',
    },
    byStick: {
      heading: 'To HQ by stick',
      text: 'This branch has no line. The manager presses U on the day’s page: entries are written to a stick and taken to HQ; when it is back, HQ’s data and receipts are read from it.',
    },
    saved: {
      heading: '… on a stick, waiting for HQ’s receipt',
      text: 'The entries are on a stick, and a stick may be lost. They count as sent when HQ’s receipt was read; until then each stick takes them along, and HQ keeps each once.',
    },
    due: {
      heading: 'HQ must be heard within … days',
      text: 'HQ allows so many days without a word before the customers’ data are locked. One exchange by line or by stick begins the count anew.',
    },
    locked: {
      heading: 'HQ was not heard for too long: the customers’ data are locked',
      text: 'Nobody can be looked up, and nothing is recommended. Serve by the phone number (Alt+0); entries are kept and can be written to a stick. A line, or HQ’s stick, unlocks at once.',
    },
    quarantined: {
      heading: 'HQ returned …',
      text: 'HQ could not read these entries; they are set aside and hold up no other. The manager should call HQ.',
    },
    putBack: {
      heading: 'The records here were damaged or put back to an older copy',
      text: 'A part of the file with the records of this computer was damaged, or the file was replaced by an earlier one, for instance from a backup. What could be read was saved, and work goes on with new numbers. Of what is missing, HQ has what was sent; the rest HQ can look for in the file beside it whose name says damaged: do not remove it. Lottery, gifts and points rest until HQ lends them anew. Have the manager tell HQ.',
    },
    fetching: {
      heading: 'Receiving new data',
      text: 'It happens in the background. The new data are used once they are complete and checked.',
    },
    refused: {
      heading: 'A new data pack failed its checks',
      text: 'What arrived was incomplete or not signed by HQ and was thrown away; the old data still serve. Tell HQ if it happens again.',
    },
    updateDue: {
      heading: 'HQ moved on to protocol …',
      text: 'The program of HQ is newer than the one of this computer; new data come once this one is updated. Work goes on, entries go up as always, and none is lost. The manager should ask the administrator for the update.',
    },
    hubBehind: {
      heading: 'HQ still speaks protocol …',
      text: 'The program of this computer is newer than the one of HQ. Entries go up as always; HQ keeps them and reads them after its upgrade. New data come after it as well. Tell HQ.',
    },
    clockAhead: {
      heading: 'The clock of this computer is … ahead of HQ’s',
      text: 'Days, offers and the report follow the clock of this computer. Have the administrator set it right. What was recorded meanwhile stays as it is, and bears the wrong time; draws and offers go on once the clock is right and HQ was heard.',
    },
    clockBehind: {
      heading: 'The clock of this computer is … behind HQ’s',
      text: 'Days, offers and the report follow the clock of this computer. Have the administrator set it right. What was recorded meanwhile stays as it is, and bears the wrong time.',
    },
    unprotected: {
      heading: 'The key of this computer is not protected by the system',
      text: 'This computer has no usable key store. The manager should ask the administrator; the settings page (F4) says more.',
    },
  },
  trouble: {
    title: 'When something is wrong',
    offline: {
      heading: 'The line is gone',
      text: 'Carry on, there is nothing to do. Hours or days offline are fine; entries go by themselves later and each counts once.',
    },
    neighbours: {
      heading: 'Windows without HQ',
      text: 'Where HQ allows it, the computers of one branch tell each other: answers, complaints, opt-outs, gifts and visits at one window are known at the others at once, line or no line, and a computer with a line brings HQ the entries of the others. Settings show which are heard and since when. If one is silent, look at its power, program, network and firewall; a manager can enter its name or address there.',
    },
    pin: {
      heading: 'Wrong PIN',
      text: 'The first two mistakes cost nothing; from the third on you wait 2, 4, 8 seconds and so on, 5 minutes at most. Only time while the program runs counts: neither a restart nor the clock shortens it. At the next sign-in the bottom line says how often the PIN was wrong. After ten in a row (HQ may set another number) this computer locks the person out: a manager unlocks with the PIN, or HQ does. If you forgot the PIN, the manager asks HQ for one that is good for once.',
    },
    ownPin: {
      heading: 'The PIN from HQ is good for once',
      text: 'At the first sign-in you choose one that you alone know: no runs, repeats, birthdays, years or phone numbers. It holds here at once, also without a line; at other windows when they hear of it. To change it, type the present one on the sign-in page and choose "New PIN". Tell it to nobody; HQ does not see it either.',
    },
    barred: {
      heading: 'Somebody has left, or a PIN is known to others',
      text: 'On the manager\'s page, under "People", choose "Bar", give the reason and the PIN: they cannot sign in from now on, a window here that they use locks, and nothing under way is lost. It takes no line; other windows and HQ hear of it with one. "Let in again" stands in the same place.',
    },
    dataDown: {
      heading: '"The data service of this computer is restarting"',
      text: 'It comes back by itself in seconds. What you typed is still there, and so is all that was recorded. Then press the key that failed once more.',
    },
    notFound: {
      heading: 'The customer is not found',
      text: 'Try the last four digits, two characters of the name, or initials. Otherwise the customer may belong to another branch, or be so new that the data have not arrived: type the whole phone number, press Alt+0 and serve them all the same, without a recommendation. Once HQ has the number, the visit is put down to that customer.',
    },
    nothing: {
      heading: 'It says there is nothing to sell',
      text: 'A complaint or fault, a complaint some days ago at any counter of this branch, a customer who wants no offers, arrears: then the reason stands beside it. In all other cases it says “Nothing to recommend this time”, whatever the reason. It is a right answer. A customer who asks not to be offered anything again: press N, read the question, and press Ctrl+Enter: selling stops at once; after a slip press U, and when they think better of it do the same again.',
    },
    wrong: {
      heading: 'Recorded the wrong thing',
      text: 'Within 60 seconds press Ctrl+Z (or U when not typing), then record it again. Later, tell the manager.',
    },
    stock: {
      heading: 'Not enough gifts',
      text: 'A gift that is gone is not offered any more. If shelf and screen differ, the manager asks HQ to correct it. What is left is the branch’s; of it HQ lends each computer a part that it may give, so that without a line two windows never promise the last one twice. On line, a computer that runs out is given more.',
    },
    printer: {
      heading: 'Paper for the customer',
      text: 'For a sentence that the customer wants to take home, Ctrl+P prints its terms, with nothing of the customer on it. After the finish or a draw, Ctrl+P prints the receipt: money, what the customer said, gifts, points, and for draws a QR code to check them; name and number are masked. It is shown first: 1 is an 80 mm slip, 2 is A4, which can also be saved as a PDF. When the printer is out of paper, off or not reached, the screen says what to do; the errand goes on meanwhile. A manager sets the slip printer in the settings (F4): a device such as /dev/usb/lp0, or an address in the network of the branch.',
    },
    beyond: {
      heading: 'It asks why a customer has to be opened',
      text: 'Within the last hour more customers were opened without an errand, or more full numbers and files shown, than HQ allows. Choose a reason by 1 to 3, or press 4 and write one; Enter goes on. Beyond twice as many a manager types the PIN. The reason is recorded; the manager and HQ see it. Customers who were served or gave an answer are not counted.',
    },
    exception: {
      heading: 'When a manager lets a gift go',
      text: 'A gift goes only with an offer that was accepted and paid for. For an exception press E at the finish: choose the gift and the reason (another reason must be written), then a manager types the PIN in person; gift and finish are recorded together. A manager who is signed in types it too; wrong ones wait as at the sign-in. One customer gets the same gift once a day, whoever approves. It can be undone for 60 seconds. Exceptions stand on the manager’s page and in its file, and HQ sees them.',
    },
    amount: {
      heading: 'It asks “Really ¥500?”',
      text: 'The amount is several times what this customer usually puts on, or above the limit of HQ: it asks once, with both figures. If it is right, press Enter once more; if not, Esc and correct it. What was confirmed stands on the manager’s page to be looked at. Where the usual top-up is not known, the limit alone counts; what cannot be is never taken.',
    },
    disk: {
      heading: 'The disk refuses',
      text: 'That step was not recorded. Free some disk space and press again; otherwise call the administrator.',
    },
    power: {
      heading: 'Power cut, or the program closed',
      text: 'Whatever the screen showed as recorded is on the disk and is there when you open the program again.',
    },
    keyLost: {
      heading: 'It asks to enrol again',
      text: 'The key store of the system changed and the old data cannot be opened; a new code fetches them again. HQ can recover unsent entries: do not delete the data folder.',
    },
  },
  records: {
    title: 'What is recorded when you look up a customer',
    what: {
      heading: 'What',
      text: "Who and when: signing in, searching, which customer was opened, whose full data were shown, which day's report was exported, locking. Customers are recorded by number only, never by name or phone.",
    },
    why: {
      heading: 'Why',
      text: "Customers' data belong to the customers. Look up only the customer in front of you, only for the errand. If somebody asks, the record speaks for you.",
    },
    chain: {
      heading: 'Can it be changed',
      text: 'No. Entries are only added, each tied to the one before; a changed or missing one shows.',
    },
  },
  sees: {
    title: 'Who sees what',
    strangers: {
      heading: 'People at the counter',
      text: 'Masked names and numbers only. To read them out for checking press R, for the customer file D; both are masked again after 10 seconds. Lock with Ctrl+L when you leave; the screen also locks by itself, after as long as a manager chooses in the settings (F4), and with the computer’s own lock or sleep.',
    },
    display: {
      heading: "The customer's screen",
      text: "Switched on in the settings (F4). It follows the sentence you read out: price, monthly fee, gift, tickets of the lottery, last day. A touch on yes is recorded as accepted, and that the customer touched it; after a touch on no, one key of yours records why. You still take the money and finish. Without a customer, when locked or on another page there is only a greeting. It needs no line. The customer's data, groups and risks, and other customers, are never on it.",
    },
    clerk: {
      heading: 'Clerks',
      text: "Customers of this branch and the visit in hand. Not the manager's day.",
    },
    manager: {
      heading: 'Managers',
      text: 'What clerks see, and of the whole branch each visit and the figures by day, clerk and offer; and who looked at whom at this computer.',
    },
    hq: {
      heading: 'HQ',
      text: 'Every visit: which customer, which sentence, which answer, how much was prepaid, which gift, who served. It shows which sentence works.',
    },
  },
  notices: {
    title: 'Software of others',
    text: 'Counter Assist contains this software; open an entry for its licence. Those of Electron and Chromium lie in the program’s folder.',
    missing: 'This list was not found: see NOTICES.txt in the program’s folder.',
  },
};
