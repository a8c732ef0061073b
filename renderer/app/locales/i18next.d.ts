// Keys of `t` are those of the Chinese resources: an unknown key does not compile.
import 'i18next';
import type { resources } from './zh-CN/resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof resources;
    returnNull: false;
  }
}
