// The demo province's customers: a pure function of the seed, one at a time, so that a million fit in no memory.
import { addDays, addMonths, type Day, type Month, monthOfDay } from '#shared/base/month.ts';
import { createRandom, hashText, type Random } from '#shared/base/random.ts';
import { type Customer, LIVES_ALONE } from '#shared/model/customer.ts';
import { searchKeysOfName } from '#hub/import/pinyin.ts';
import { drawFile } from './customer_file.ts';
import { between, chance } from './draw.ts';
import { drawFate, drawHabits, type Fate } from './habits.ts';
import { drawHoldings, LINE_SHARE } from './holdings.ts';
import { type DemoMonth, drawMonths, seasonOfMonth } from './months.ts';
import { accountOfId, phoneOfId } from './numbers.ts';
import { drawHousehold, type Person } from './people.ts';
import { managersOf } from './people_at_work.ts';
import { type DemoBranch, drawArea } from './places.ts';
import { DEMO_PLANS, type DemoPlan } from './plans.ts';
import { yuanToFen, ZERO_FEN } from '#shared/base/money.ts';

export type GenerateOptions = {
  readonly seed: number;
  readonly count: number;
  readonly branch: DemoBranch;
  /** The figures go to the last complete month before this day. */
  readonly today: Day;
  /** Number of the first customer; branches of one province must not overlap in phone numbers. */
  readonly firstId?: number;
};

const MONTHS = 12;
const PACK_KB = 5 * 1024 * 1024;

/**
 * Not scored (`score` is null). The same options give the same customers; the first of a longer run are
 * those of a shorter one.
 */
export function* generateCustomers(options: GenerateOptions): Generator<Customer> {
  const { seed, count, branch, today, firstId = 1 } = options;
  const province = createProvince(branch, today);
  const base = hashText(`${seed}/${branch.code}`);
  let made = 0;
  for (let home = 0; made < count; home += 1) {
    // A home's draws depend on its own number only. Steps of the golden ratio keep the seeds far apart.
    const random = createRandom((base + Math.imul(home + 1, 0x9e3779b9)) >>> 0);
    const people = drawHousehold(branch.setting, Number(today.slice(0, 4)), random);
    const area = drawArea(branch.setting, random);
    const hasLine = chance(random, LINE_SHARE[branch.setting]);
    const household = people.length > 1 ? firstId + made : LIVES_ALONE;
    for (const [index, person] of people.entries()) {
      if (made >= count) return;
      const home = { area, household, hasLine: hasLine && index === 0 };
      yield drawCustomer(firstId + made, person, home, province, random);
      made += 1;
    }
  }
}

type Home = { readonly area: string; readonly household: number; readonly hasLine: boolean };

type Province = {
  readonly branch: DemoBranch;
  readonly asOf: Day;
  /** In charge of the customers who have a file. */
  readonly managers: readonly string[];
  /** The day so many days after `asOf`; remembered, for making days is slow. */
  readonly dayAfter: (days: number) => Day;
  /** Calendars of twelve months, for the young and for others. */
  readonly young: ReturnType<typeof calendarTo>;
  readonly others: ReturnType<typeof calendarTo>;
};

function createProvince(branch: DemoBranch, today: Day): Province {
  const asOf = addDays(`${today.slice(0, 7)}-01` as Day, -1);
  const last = monthOfDay(asOf);
  return {
    branch,
    asOf,
    managers: managersOf(branch),
    dayAfter: createDayTable(asOf),
    young: calendarTo(last, true),
    others: calendarTo(last, false),
  };
}

function createDayTable(asOf: Day): (days: number) => Day {
  const known = new Map<number, Day>();
  return (days) => {
    const found = known.get(days) ?? addDays(asOf, days);
    known.set(days, found);
    return found;
  };
}

const calendarTo = (last: Month, isYoung: boolean) =>
  Array.from({ length: MONTHS }, (_, index) => {
    const month = addMonths(last, index - MONTHS + 1);
    return { month, season: seasonOfMonth(month, isYoung) };
  });

function drawCustomer(
  id: number,
  person: Person,
  home: Home,
  province: Province,
  random: Random,
): Customer {
  const { branch, asOf, dayAfter } = province;
  const { persona } = person;
  const habits = drawHabits(persona, random);
  const fate = drawFate(persona, random);
  const plan = DEMO_PLANS[habits.plan] as DemoPlan;
  const holdings = drawHoldings(
    { persona, fate, setting: branch.setting, hasLine: home.hasLine, dayAfter },
    random,
  );
  const hasPack = holdings.some(
    ({ code, until }) => code === 'data-pack' && (until === null || until >= asOf),
  );
  const blacklisted = chance(random, 0.003);
  const account = drawMonths(
    {
      calendar: persona === 'young' ? province.young : province.others,
      plan,
      habits,
      fate,
      packKb: hasPack ? PACK_KB : 0,
      packFee: hasPack ? yuanToFen(20) : ZERO_FEN,
      inArrears: blacklisted || chance(random, 0.02),
    },
    random,
  );
  const since = drawSince(fate, province, person.birthYear, random);
  return {
    id,
    account: accountOfId(id),
    phone: phoneOfId(id),
    name: person.name,
    ...searchKeysOfName(person.name),
    idTail: drawIdTail(random),
    area: home.area,
    birthYear: person.birthYear,
    since,
    plan,
    ...contractUntil(drawContractEnd(fate, habits.plan, dayAfter, random)),
    balance: account.balance,
    arrears: account.arrears,
    points: drawPoints(
      account.months.map(({ spend }) => spend),
      random,
    ),
    household: home.household,
    holdings: [...holdings],
    lastComplaint: drawLastComplaint(fate, dayAfter, random),
    optedOut: chance(random, 0.015),
    consent: null,
    blacklisted,
    months: [...account.months],
    asOf,
    score: null,
    file: drawFile(
      {
        age: Number(asOf.slice(0, 4)) - person.birthYear,
        spend: meanSpendOf3(account.months),
        hasFamily: home.household !== LIVES_ALONE,
        managers: province.managers,
      },
      random,
    ),
  };
}

const contractUntil = (contractEnd: Day | null): Pick<Customer, 'contractEnd' | 'hasNoContract'> =>
  contractEnd === null ? { contractEnd, hasNoContract: true } : { contractEnd };

function meanSpendOf3(months: readonly DemoMonth[]): number {
  const last = months.slice(-3);
  return last.reduce((sum, { spend }) => sum + spend, 0) / Math.max(1, last.length);
}

/** One in twenty has complained, most long ago; of those who go away one in seven, and not long before. */
function drawLastComplaint(fate: Fate, dayAfter: Province['dayAfter'], random: Random): Day | null {
  const mark = random();
  const goes = fate.kind === 'left' || fate.kind === 'leaving';
  if (goes && chance(random, 0.14)) return dayAfter(-between(random, 5, 120));
  if (mark < 0.015) return dayAfter(-between(random, 0, 40));
  return mark < 0.05 ? dayAfter(-between(random, 41, 600)) : null;
}

/** New customers came within their months of data; others mostly within ten years, never before they were 12. */
function drawSince(fate: Fate, province: Province, birthYear: number, random: Random): Day {
  const { asOf, dayAfter } = province;
  if (fate.kind === 'new') {
    const first = addMonths(monthOfDay(asOf), 1 - fate.months);
    return `${first}-${String(between(random, 1, 28)).padStart(2, '0')}` as Day;
  }
  const came = dayAfter(-370 - Math.floor(random() ** 2.2 * 7000));
  const twelve = `${birthYear + 12}-09-01` as Day;
  return came < twelve && twelve < dayAfter(-370) ? twelve : came;
}

/**
 * Two in five have a contract, more among the dearer plans; one in eight of these ends within two months. Of those who
 * have left, every other one's had just ended.
 */
function drawContractEnd(
  fate: Fate,
  plan: number,
  dayAfter: Province['dayAfter'],
  random: Random,
): Day | null {
  if (!chance(random, plan === 0 ? 0.05 : 0.25 + plan * 0.06)) return null;
  if (fate.kind === 'new') return dayAfter(between(random, 400, 720));
  if (fate.kind === 'left' && chance(random, 0.5)) return dayAfter(-between(random, 0, 90));
  return dayAfter(chance(random, 0.125) ? between(random, -20, 75) : between(random, 76, 720));
}

/** A point a yuan, some already spent. */
function drawPoints(spends: readonly number[], random: Random): number {
  const earned = spends.reduce((sum, spend) => sum + spend, 0) / 100;
  return Math.round(earned * (0.2 + random() * 1.6));
}

/** Three digits and the check character of an identity number, which is X once in eleven. */
function drawIdTail(random: Random): string {
  const check = Math.floor(random() * 11);
  return String(between(random, 0, 999)).padStart(3, '0') + (check === 10 ? 'X' : String(check));
}
