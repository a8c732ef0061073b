// The branch's memory: what each customer answered in the last 60 days, over all devices of the branch.
import type { Source } from './source.ts';

export const heardSource: Source = async () => [];
