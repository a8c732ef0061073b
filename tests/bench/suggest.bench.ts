// What is offered for a slip, and other ways in of more than one step, among a million customers: key to answer.
import { createCustomerHandlers } from '#electron/data/commands/customer_commands.ts';
import { createRandom } from '#shared/base/random.ts';
import type { SearchAnswer } from '#shared/contract/view_customer.ts';
import { contextOfPack, openPackRaw } from './large_pack.ts';
import { percentile } from './percentile.ts';
import { millionCustomers } from './million.ts';
import { tellFigure } from './tell_figure.ts';

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000);
const EACH = 1_000;
const TARGET_MS = 30;

type Row = Readonly<Record<'phone' | 'account' | 'name' | 'pinyin' | 'initials', string>> & {
  readonly id: number;
};

const file = millionCustomers(CUSTOMERS);
const handlers = createCustomerHandlers(contextOfPack(file));
const raw = openPackRaw(file);
const random = createRandom(11);
const read = raw.prepare<unknown[], Row>(
  'select id, phone, account, name, pinyin, initials from customer where id = ?',
);

const at = (text: string, place: number): string => text.charAt(place);
const swap = (text: string, place: number): string =>
  text.slice(0, place) + at(text, place + 1) + at(text, place) + text.slice(place + 2);
const put = (text: string, place: number, character: string): string =>
  text.slice(0, place) + character + text.slice(place + 1);

/** A slip names nobody, or the one that was meant is not looked for. */
const SLIPS: Readonly<Record<string, (row: Row) => string>> = {
  'two digits swapped': ({ phone }) => swap(phone, 5),
  'a wrong digit': ({ phone }) => put(phone, 5, String((Number(at(phone, 5)) + 1) % 10)),
  'a digit twice': ({ phone }) => `${phone.slice(0, 5)}${phone.slice(4)}`,
  'two letters swapped': ({ pinyin }) => swap(pinyin, 3),
  'a wrong letter': ({ pinyin }) => put(pinyin, 3, 'q'),
  'a letter too many': ({ pinyin }) => `${pinyin}q`,
  'a wrong digit of the account': ({ account }) => put(account, account.length - 3, 'X'),
};
const STEPS: Readonly<Record<string, (row: Row) => string>> = {
  'name and digits': ({ name, phone }) => `${name.slice(0, 1)} ${phone.slice(-4)}`,
  'pinyin and digits': ({ pinyin, phone }) => `${pinyin.slice(0, 4)} ${phone.slice(-4)}`,
  'surname and initials': ({ pinyin, initials }) =>
    (/^[^aeiouv]*[aeiouv]+(?:ng|n)?/.exec(pinyin)?.[0] ?? '') + initials.slice(1),
  'a character and letters': ({ name, initials }) => name.slice(0, 1) + initials.slice(1),
  'given name': ({ name }) => name.slice(1),
  'given name in pinyin': ({ pinyin }) => pinyin.replace(/^[^aeiouv]*[aeiouv]+(?:ng|n)?/, ''),
  'a character that sounds alike': ({ name }) => `${name.slice(0, 1)}筱${name.slice(2)}`,
};

const worst = Math.max(
  ...Object.entries(SLIPS).map(([way, typedOf]) => time(way, typedOf, true)),
  ...Object.entries(STEPS).map(([way, typedOf]) => time(way, typedOf, false)),
);
tellFigure({ name: 'suggest', unit: 'ms', figure: worst, target: TARGET_MS });
process.exit();

/** @returns the 95th percentile of milliseconds */
function time(way: string, typedOf: (row: Row) => string, isSlip: boolean): number {
  const times: number[] = [];
  let offered = 0;
  let nobody = 0;
  while (times.length < EACH) {
    const row = read.get(1 + Math.floor(random() * CUSTOMERS));
    if (row === undefined || row.phone.length !== 11 || row.pinyin.length < 6) continue;
    const start = performance.now();
    const { hits } = search(typedOf(row));
    times.push(performance.now() - start);
    if (hits.some(({ isGuess }) => !isGuess)) continue;
    nobody += 1;
    if (hits.some(({ id }) => id === row.id)) offered += 1;
  }
  if (isSlip && nobody > 0 && offered === 0) throw new Error(`${way}: nobody was offered`);
  const share = isSlip ? `, meant one offered ${offered} of ${nobody}` : '';
  const p95 = percentile(times, 0.95);
  console.log(
    `${way}: p50=${percentile(times, 0.5).toFixed(2)} ms p95=${p95.toFixed(2)} ms p99=${percentile(times, 0.99).toFixed(2)} ms${share}`,
  );
  return p95;
}

function search(text: string): SearchAnswer {
  const result = handlers['customer.search'](
    { text },
    {
      port: 1,
      session: { staff: 'c1', name: '李梅', role: 'clerk' },
    },
  );
  if (result instanceof Promise || !result.ok) throw new Error('the search failed');
  return result.value;
}
