// What each sentence asked for stands in its answer: lines of before are made of their events anew.
import type { Migration } from '../migration.ts';

export const m330AnswersAsked: Migration = {
  number: 330,
  script: `
delete from visit_row;
delete from setting where key in ('visit-rows-own', 'visit-rows-told');
`,
};
