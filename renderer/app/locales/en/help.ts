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
      text: 'The cursor is in the search box. Type phone, last four digits, name, pinyin or initials; results come as you type. Choose with ↑ ↓ and open with Enter; Alt and a digit opens that one at once. Tell namesakes apart by area and last four.',
    },
    look: {
      heading: '2 Look',
      text: 'On the left: who it is, since when, plan and risks; the chart shows twelve months of spend and top-ups. Personal data are masked.',
    },
    ask: {
      heading: '3 Ask',
      text: 'The visit begins as a top-up. Ask how much the customer wants to put on, type the digits, press Enter. For anything else press F5 to F11.',
    },
    say: {
      heading: '4 Say',
      text: "Read the large sentence to the customer; its figures are this customer's own. Below it stand why and what the customer gets. Where it says there is nothing to sell, just do what the customer came for.",
    },
    answer: {
      heading: '5 Record the answer',
      text: 'One key: 1 accepted, 2 later, 3 declined, 4 has it, 5 not said. After 2, 3 and 5 one more key gives the date or the reason. Record "not said" honestly: nobody is marked down for it.',
    },
    finish: {
      heading: '6 Finish',
      text: 'Check the amount really prepaid and the gift, press Enter. You can undo within 60 seconds. The cursor is back in the search box for the next customer.',
    },
  },
  keys: {
    title: 'All keys',
    everywhere: 'On every page',
    open: 'Open the page "{{page}}"',
    lock: 'Lock',
    purposes: 'What the customer came for',
    counter: 'Counter',
    search: 'Back to the search box',
    reveal: "Show the customer's data for 10 seconds; again to mask them",
    verdicts: 'See why not the other offers',
    gift: 'Choose the gift',
    next: 'Next',
    previous: 'Previous',
    undo: 'Undo the last entry',
    pick: 'with a digit: open that customer at once',
    confirm: 'Confirm, open, finish',
    back: 'Back, cancel',
    answers: 'Record the answer',
    later: 'Later: when',
    declined: 'Declined: why',
    notSaid: 'Not said: why',
    manager: "Manager's page",
    previousDay: 'Day before',
    nextDay: 'Day after',
    today: 'Back to today',
    export: 'Export table',
    print: 'Print',
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
    asOf: {
      heading: 'Data as of',
      text: 'Spend, balance and other figures speak of the time up to this day. Figures that are too old never appear in a sentence.',
    },
    allSent: { heading: 'Everything sent', text: 'HQ has every entry of this computer.' },
    unsent: {
      heading: '… unsent · oldest … ago',
      text: 'These entries are safe on the disk of this computer and wait for the line. Days without a line lose nothing.',
    },
    quarantined: {
      heading: 'HQ returned …',
      text: 'HQ could not read these entries; they are set aside and hold up no other. The manager should call HQ.',
    },
    fetching: {
      heading: 'Receiving new data',
      text: 'It happens in the background. The new data are used once they are complete and checked.',
    },
    refused: {
      heading: 'A new data pack failed its checks',
      text: 'What arrived was incomplete or not signed by HQ and was thrown away; the old data still serve. Tell HQ if it happens again.',
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
    pin: {
      heading: 'Wrong PIN',
      text: 'The first two mistakes cost nothing; from the third on you wait 2, 4, 8 seconds and so on, 5 minutes at most. Restarting the program does not shorten it. If you forgot the PIN, the manager asks HQ for a new one.',
    },
    dataDown: {
      heading: '"The data service of this computer is restarting"',
      text: 'It comes back by itself in seconds. What you typed is still there, and so is all that was recorded. Then press the key that failed once more.',
    },
    notFound: {
      heading: 'The customer is not found',
      text: 'Try the last four digits, two characters of the name, or initials. Otherwise the customer may belong to another branch, or be so new that the data have not arrived.',
    },
    nothing: {
      heading: 'It says there is nothing to sell',
      text: 'The reason stands beside it: a complaint or fault, a customer who wants no offers, asked too recently, no offer that fits. It is a right answer. Press W to see why each offer fell out.',
    },
    wrong: {
      heading: 'Recorded the wrong thing',
      text: 'Within 60 seconds press Ctrl+Z (or U when not typing), then record it again. Later, tell the manager.',
    },
    stock: {
      heading: 'Not enough gifts',
      text: 'A gift that is gone is not offered any more. If shelf and screen differ, the manager asks HQ to correct it.',
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
      text: 'Masked names and numbers only. To read them out for checking press R; they are masked again after 10 seconds. Lock with Ctrl+L when you leave; the screen also locks by itself.',
    },
    clerk: {
      heading: 'Clerks',
      text: "Customers of this branch and the visit in hand. Not the manager's day.",
    },
    manager: {
      heading: 'Managers',
      text: 'What clerks see, and the figures of the branch by day, clerk and offer.',
    },
    hq: {
      heading: 'HQ',
      text: 'Every visit: which customer, which sentence, which answer, how much was prepaid, which gift, who served. It shows which sentence works.',
    },
  },
};
