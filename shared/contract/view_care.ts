// The list of the day: whom to greet, remind, visit, with the sentence to say. Masked like all else.
import type { Day } from '#shared/base/month.ts';
import type { Care, CareOutcome } from '#shared/model/care.ts';
import type { LocalText } from '#shared/model/text.ts';

export type CareItem = Care & {
  readonly name: string;
  readonly phone: string;
  /** What to say; sells nothing. */
  readonly sentence: LocalText;
  /** In the habit of the customer's group; null: not known. */
  readonly bestTime: LocalText | null;
  readonly done: CareOutcome | null;
};

export type CareList = {
  readonly day: Day;
  /** Due today or left from the last seven days, the oldest first; at most 200. */
  readonly items: readonly CareItem[];
  readonly more: number;
};
