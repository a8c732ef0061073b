// Keys of `t` are those of the Chinese resources: an unknown key does not compile.
import 'i18next';
import type { display } from './zh-CN/display.ts';
import type { hq } from './zh-CN/hq.ts';
import type { resources } from './zh-CN/resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    /** `hq` is loaded by HQ's page alone, `display` by the customer's screen. */
    resources: typeof resources & { readonly hq: typeof hq; readonly display: typeof display };
    returnNull: false;
  }
}
