// The English words of HQ's page.
import { common } from '#renderer/app/locales/en/common.ts';
import { hq } from '#renderer/app/locales/en/hq.ts';
import { manager } from '#renderer/app/locales/en/manager.ts';

export const english = { common, hq, manager };
