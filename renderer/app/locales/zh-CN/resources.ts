// 中文全部文字，按页分组。这里的键就是程序里可用的键。
import { common } from './common.ts';
import { counter } from './counter.ts';
import { enrol } from './enrol.ts';
import { failure } from './failure.ts';
import { help } from './help.ts';
import { manager } from './manager.ts';
import { settings } from './settings.ts';
import { signIn } from './sign_in.ts';

export const resources = { common, counter, enrol, failure, help, manager, settings, signIn };
