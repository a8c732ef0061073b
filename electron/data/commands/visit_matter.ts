// What a fault, complaint or cancellation was about: a reason of its own purpose, with own words where they say more.
import { ok, type Result } from '#shared/base/result.ts';
import type { CommandParsed } from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { Matter } from '#shared/model/event.ts';
import { mattersOf, type Purpose } from '#shared/model/visit.ts';
import { badInput } from './context.ts';

/** As the event has it; undefined: none was said. */
export function matterOf(
  said: CommandParsed<'visit.finish'>['matter'],
  purpose: Purpose,
): Result<Matter | undefined, CommonFailure> {
  if (said === null) return ok(undefined);
  const { reason, words } = said;
  if (mattersOf(purpose)?.includes(reason) !== true) {
    return badInput('matter', `a reason of the purpose ${purpose}`);
  }
  return ok({ reason, words: words === '' ? null : words });
}
