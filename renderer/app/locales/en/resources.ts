// All English words, by page; loaded when English is chosen.
import type { Wording } from '../wording.ts';
import type { resources as chinese } from '../zh-CN/resources.ts';
import { approval } from './approval.ts';
import { care } from './care.ts';
import { common } from './common.ts';
import { counter } from './counter.ts';
import { draw } from './draw.ts';
import { enrol } from './enrol.ts';
import { failure } from './failure.ts';
import { help } from './help.ts';
import { knowledge } from './knowledge.ts';
import { manager } from './manager.ts';
import { paper } from './paper.ts';
import { settings } from './settings.ts';
import { signIn } from './sign_in.ts';
import { stick } from './stick.ts';
import { visits } from './visits.ts';

export const resources: Wording<typeof chinese> = {
  approval,
  care,
  common,
  counter,
  draw,
  enrol,
  failure,
  help,
  knowledge,
  manager,
  paper,
  settings,
  signIn,
  stick,
  visits,
};
