import type { help as chinese } from '../zh-CN/help.ts';
import type { Wording } from '../wording.ts';

export const help: Wording<typeof chinese> = { title: 'Help' };
