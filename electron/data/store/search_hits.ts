// What the list of hits shows of each: masked, and what tells those apart whose masks look alike.
import type { Day } from '#shared/base/month.ts';
import type { MatchedBy, SearchHit } from '#shared/contract/view_customer.ts';
import { ageOn, joinedOn } from '#shared/engine/plausible.ts';
import { maskAccount, maskName, maskPhone } from './mask.ts';

/** Columns of a hit; see `pack_schema.ts`. */
export type HitRow = {
  readonly id: number;
  readonly account: string;
  readonly phone: string;
  readonly name: string;
  readonly pinyin: string;
  readonly id_tail: string;
  readonly area: string;
  readonly since: Day | null;
  readonly birth_year: number | null;
};

export type Found = { readonly row: HitRow; readonly by: MatchedBy };

/** @param asOf the last day of the figures; empty when there are none */
export function toHits(
  found: readonly Found[],
  asOf: string,
  isGuess: boolean,
): readonly SearchHit[] {
  const names = found.map(({ row }) => maskName(row.name));
  const alike = new Map<string, HitRow[]>();
  for (const [index, name] of names.entries()) {
    const rows = name === '' ? undefined : alike.get(name);
    const row = found[index]?.row as HitRow;
    if (rows === undefined) alike.set(name, [row]);
    else rows.push(row);
  }
  const lastDay = asOf as Day;
  const apart = new Map([...alike].map(([name, rows]) => [name, tellApart(rows, lastDay)]));
  return found.map(({ row, by }, index) => {
    const name = names[index] as string;
    const told = apart.get(name) ?? null;
    const namesakes = told?.bySound.get(row.pinyin) ?? [];
    return {
      id: row.id,
      name,
      phone: namesakes.length > 1 ? phoneApart(row, namesakes) : maskPhone(row.phone),
      account: maskAccount(row.account),
      area: row.area,
      idTail: row.id_tail,
      since: joinedOn({ since: row.since, asOf: lastDay }),
      matchedBy: isSpelled(by, row) ? 'name' : by,
      isGuess,
      sound: told !== null && told.bySound.size > 1 ? row.pinyin : null,
      hasNamesake: namesakes.length > 1,
      bornIn: told?.bornIn.get(row.id) ?? null,
    };
  });
}

/** Of those whose masked names look alike; null for one alone. The decades of birth only where they differ. */
function tellApart(rows: readonly HitRow[], asOf: Day) {
  if (rows.length < 2) return null;
  const bySound = new Map<string, HitRow[]>();
  for (const row of rows) {
    const same = bySound.get(row.pinyin);
    if (same === undefined) bySound.set(row.pinyin, [row]);
    else same.push(row);
  }
  const bornIn = new Map(rows.map((row) => [row.id, decadeOf(row, asOf)]));
  if (new Set(bornIn.values()).size === 1) bornIn.clear();
  return { bySound, bornIn };
}

/** Letters of a name that is written in letters are no pinyin. */
const isSpelled = (by: MatchedBy, { name }: HitRow): boolean =>
  by === 'pinyin' && !/\p{Script=Han}/u.test(name);

function decadeOf({ birth_year: year }: HitRow, asOf: Day): number | null {
  const isPlausible = year !== null && ageOn({ birthYear: year, asOf }, asOf) !== null;
  return isPlausible ? Math.floor(year / 10) * 10 : null;
}

/** Where all else that is shown is the same, and the masked phone too, it shows further digits from its end. */
function phoneApart(row: HitRow, namesakes: readonly HitRow[]): string {
  const mask = maskPhone(row.phone);
  // The mask last: few get as far.
  const same = namesakes.filter(
    (other) =>
      other.id_tail === row.id_tail &&
      other.since === row.since &&
      other.area === row.area &&
      other.id !== row.id &&
      maskPhone(other.phone) === mask,
  );
  if (same.length === 0 || mask.length < 10) return mask;
  const isTold = (count: number): boolean =>
    same.every(({ phone }) => phone.slice(-count) !== row.phone.slice(-count));
  const shown = [5, 6, 7, 8].find(isTold) ?? 4;
  return `${row.phone.slice(0, 3)}${'*'.repeat(Math.max(1, row.phone.length - 3 - shown))}${row.phone.slice(-shown)}`;
}
