// What the list of hits shows of each: masked, and what tells those apart whose masks look alike.
import type { Day } from '#shared/base/month.ts';
import type { MatchedBy, SearchHit } from '#shared/contract/view_customer.ts';
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
};

export type Found = { readonly row: HitRow; readonly by: MatchedBy };

export function toHits(found: readonly Found[], isGuess: boolean): readonly SearchHit[] {
  const sounds = new Map<string, Map<string, number>>();
  for (const { row } of found) {
    const mask = maskName(row.name);
    const alike = sounds.get(mask) ?? new Map<string, number>();
    sounds.set(mask, alike.set(row.pinyin, (alike.get(row.pinyin) ?? 0) + 1));
  }
  return found.map(({ row, by }) => {
    const name = maskName(row.name);
    const alike = sounds.get(name);
    return {
      id: row.id,
      name,
      phone: maskPhone(row.phone),
      account: maskAccount(row.account),
      area: row.area,
      idTail: row.id_tail,
      since: row.since,
      matchedBy: by,
      isGuess,
      sound: name !== '' && (alike?.size ?? 0) > 1 ? row.pinyin : null,
      hasNamesake: name !== '' && (alike?.get(row.pinyin) ?? 0) > 1,
    };
  });
}
