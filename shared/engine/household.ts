// The one label that no rule finds: only the hub sees who of a household pays.
import type { LocalText } from '#shared/model/text.ts';

export const HOUSEHOLD_LABEL = 'family-head';

/** The catalog names labels with a rule; this one has none. */
export const HOUSEHOLD_LABEL_NAME: LocalText = { zh: '全家由其付费', en: 'pays for the household' };
