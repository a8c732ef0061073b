// A sheet is believed for its own device's signature alone: what a neighbour forges, repeats or twists changes nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { createNeighbour, type Neighbour, visitEvents } from '#tests/fixtures/sheets.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { eraseFromLedger } from '../store/erasure.ts';
import { neighbourThrough, waitingSheets } from '../store/neighbours.ts';
import type { Roster } from './roster.ts';
import { takeSheet } from './take_sheet.ts';

const NOW = Date.UTC(2026, 10, 18, 8) as Instant;

let ledger: WritableDB;
let author: Neighbour;
let roster: Roster;
beforeEach(() => {
  ledger = openTestLedger();
  author = createNeighbour('w2');
  roster = createNeighbour('w1').rosterOf(author.told());
});

const take = (signed: Signed, device = 'w2', isFirstHand = true) =>
  takeSheet(device, signed, { ledger, roster, now: NOW, isFirstHand });
const refusal = (signed: Signed, device?: string): string => {
  const taken = take(signed, device);
  return taken.ok ? 'taken' : taken.error.type;
};
const shown = (): readonly number[] =>
  ledger
    .all<{ sequence: number }>(sql`select sequence from told_event order by sequence`)
    .map(({ sequence }) => sequence);

describe('an honest sheet', () => {
  it('is shown, kept for HQ and followed by the next', () => {
    const first = visitEvents('w2', 1, NOW);
    expect(take(author.sheet(first))).toMatchObject({ ok: true, value: { shown: 2, through: 2 } });
    expect(take(author.sheet(visitEvents('w2', 3, NOW)))).toMatchObject({ ok: true });
    expect(shown()).toEqual([1, 2, 3, 4]);
    expect(neighbourThrough(ledger)).toEqual(new Map([['w2', 4]]));
    expect(waitingSheets(ledger)).toMatchObject([{ device: 'w2', entries: 4 }]);
  });

  it('is as good by a third hand', () => {
    const sheet = author.sheet(visitEvents('w2', 1, NOW));
    expect(take(sheet, 'w2', false)).toMatchObject({ ok: true, value: { shown: 2 } });
  });

  it('is kept no longer than HQ lacks it', () => {
    take(author.sheet(visitEvents('w2', 1, NOW)));
    take(author.sheet([], { after: 2, through: 2, last: 2, floor: 2 }));
    expect(waitingSheets(ledger)).toEqual([]);
    expect(shown()).toEqual([1, 2]);
  });

  it('may begin where HQ has all that lies before', () => {
    const later = visitEvents('w2', 501, NOW);
    expect(refusal(author.sheet(later))).toBe('gap');
    expect(refusal(author.sheet(later, { oldest: 500, floor: 500 }))).toBe('taken');
  });

  it('shows no day that is to come, and hands it to HQ all the same', () => {
    const ahead = visitEvents('w2', 1, (NOW + 3 * DAY_MS) as Instant);
    expect(take(author.sheet(ahead))).toMatchObject({ ok: true, value: { shown: 0 } });
    expect(waitingSheets(ledger)).toMatchObject([{ entries: 2 }]);
  });

  it('hands on what this program does not know', () => {
    const [begin] = visitEvents('w2', 1, NOW);
    const later = { ...begin, kind: 'visit.of-tomorrow', payload: { anything: 1 } };
    expect(take(author.sheet([later]))).toMatchObject({ ok: true, value: { shown: 0 } });
    expect(waitingSheets(ledger)).toMatchObject([{ entries: 1 }]);
  });
});

it('is forgotten from the first that speaks of an erased person on, asked for again, and shown without words', () => {
  const noted = (first: number): readonly EventEnvelope[] => {
    const [start, end] = visitEvents('w2', first, NOW, { customer: 7 });
    const { visit } = start.payload as { readonly visit: string };
    const payload = { visit, customer: 7, text: '东街口' };
    return [start, { ...end, kind: 'note.written', payload } as EventEnvelope];
  };
  take(author.sheet(visitEvents('w2', 1, NOW)));
  take(author.sheet(noted(3)));
  take(author.sheet(visitEvents('w2', 5, NOW)));
  eraseFromLedger(ledger, [{ customer: 7, visits: [] }]);
  expect(neighbourThrough(ledger)).toEqual(new Map([['w2', 2]]));
  expect(waitingSheets(ledger)).toMatchObject([{ device: 'w2', entries: 2 }]);
  // Its device does not know yet.
  expect(take(author.sheet(noted(3)))).toMatchObject({ ok: true });
  const told = ledger.all<{ payload: string }>(sql`select payload from told_event`);
  expect(JSON.stringify(told)).not.toContain('东街口');
});

describe('what is refused, and changes nothing', () => {
  const [begin, end] = visitEvents('w2', 1, NOW);
  const other = createNeighbour('w3');
  const lies: Readonly<Record<string, readonly [string, () => Signed, string?]>> = {
    'a byte is another': [
      'forged',
      () => {
        const { body, signature } = author.sheet([begin, end]);
        const bytes = Buffer.from(body, 'base64');
        bytes[40] = (bytes[40] ?? 0) ^ 1;
        return { body: bytes.toString('base64'), signature };
      },
    ],
    'it is cut off': [
      'forged',
      () => {
        const { body, signature } = author.sheet([begin, end]);
        return { body: Buffer.from(body, 'base64').subarray(0, -9).toString('base64'), signature };
      },
    ],
    'another device signed it': ['forged', () => createNeighbour('w2').sheet([begin, end])],
    'it is of a device that HQ did not name': ['unknown', () => other.sheet([begin, end]), 'w3'],
    'it speaks for another device': [
      'malformed',
      () => author.sheet([begin, end], { device: 'w3' }),
    ],
    'an event is of another device': [
      'malformed',
      () => author.sheet([begin, { ...end, device: 'w3' }]),
    ],
    'it is of another branch': ['malformed', () => author.sheet([begin, end], { branch: 'b2' })],
    'its events are out of order': ['malformed', () => author.sheet([end, begin], { through: 2 })],
    'one number comes twice': [
      'malformed',
      () => author.sheet([begin, { ...end, sequence: 1 }], { through: 1 }),
    ],
    'it claims numbers that it has no events for': [
      'malformed',
      () => author.sheet([begin, end], { through: 9_000_000, last: 9_000_000 }),
    ],
    'it passes over all by a number alone': [
      'malformed',
      () => author.sheet([], { after: 0, through: 9_000_000, last: 9_000_000 }),
    ],
    'events lie before it': ['malformed', () => author.sheet([begin, end], { after: 1 })],
    'it leaves some out': ['gap', () => author.sheet(visitEvents('w2', 7, NOW))],
    'what HQ has is beyond what it recorded': [
      'malformed',
      () => author.sheet([begin, end], { floor: 99 }),
    ],
    'it is no sheet at all': [
      'malformed',
      () => author.sheet([begin], { kind: 'other' as 'sheet' }),
    ],
  };
  it.each(Object.entries(lies))('%s', (_lie, [expected, make, device]) => {
    expect(refusal(make(), device)).toBe(expected);
    expect(shown()).toEqual([]);
    expect(waitingSheets(ledger)).toEqual([]);
    expect(neighbourThrough(ledger)).toEqual(new Map());
  });

  it('one that is repeated, in any order', () => {
    const sheets = [1, 3, 5].map((first) => author.sheet(visitEvents('w2', first, NOW)));
    for (const sheet of sheets) take(sheet);
    for (const sheet of sheets.toReversed()) {
      expect(take(sheet)).toMatchObject({ ok: true, value: { shown: 0, through: 6 } });
    }
    expect(shown()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(waitingSheets(ledger)).toMatchObject([{ entries: 6 }]);
  });

  it('another story under numbers that were told already', () => {
    take(author.sheet(visitEvents('w2', 1, NOW)));
    const before = ledger.all(sql`select id from told_event order by sequence`);
    take(author.sheet(visitEvents('w2', 1, NOW, { prepaid: 1 })));
    expect(ledger.all(sql`select id from told_event order by sequence`)).toEqual(before);
  });
});
