// docs/decision.md is what authors of catalogs read: it must name every slot and stage, and what a policy sets.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { funnelStageSchema } from '#shared/model/decision.ts';
import { CONTEXT_WORDS } from './fact_dictionary.ts';
import { makePolicy } from '#tests/fixtures/decision.ts';
import { SLOTS } from './sentence/slots.ts';

test('the guide names every slot, every stage, the words of the moment and the fields of the policy', async () => {
  const guide = await readFile(new URL('../../docs/decision.md', import.meta.url), 'utf8');
  const wanted = [
    ...Object.keys(SLOTS).map((slot) => `\`{${slot}}\``),
    ...funnelStageSchema.options.map((stage) => `| ${stage} `),
    ...Object.keys(CONTEXT_WORDS).map((word) => `\`${word}\``),
    ...Object.keys(makePolicy())
      .filter((field) => field !== 'version')
      .map((field) => `\`${field}`),
  ];
  expect(wanted.filter((text) => !guide.includes(text))).toEqual([]);
});
