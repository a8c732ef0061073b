// What a round of the sync, or a part of it, comes to.
import type { Result } from '#shared/base/result.ts';
import type { PackRefusal } from '../store/cache.ts';
import type { ChangeRefusal } from './apply_change.ts';
import type { HubFailure } from './hub_client.ts';
import type { BadTold } from './pull_told.ts';
import type { OtherProtocol } from './signed_document.ts';
import type { LocalFailure } from './trouble.ts';

export type RoundFailure =
  | HubFailure
  | PackRefusal
  | ChangeRefusal
  | OtherProtocol
  | BadTold
  | LocalFailure;
export type RoundResult = Result<null, RoundFailure>;
