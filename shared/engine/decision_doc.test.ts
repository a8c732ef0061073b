// docs/decision.md is what authors of catalogs read: it must name every word and slot.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { funnelStageSchema } from '#shared/model/decision.ts';
import { WORDS } from './fact_dictionary.ts';
import { SLOTS } from './sentence/slots.ts';

test('the guide names every word, slot and stage', async () => {
  const guide = await readFile(new URL('../../docs/decision.md', import.meta.url), 'utf8');
  const wanted = [
    ...Object.keys(WORDS).map((word) => `\`${word}\``),
    ...Object.values(WORDS).flatMap((word) =>
      'values' in word ? Object.keys(word.values ?? {}).map((value) => `\`${value}\``) : [],
    ),
    ...Object.keys(SLOTS).map((slot) => `\`{${slot}}\``),
    ...funnelStageSchema.options.map((stage) => `| ${stage} |`),
  ];
  expect(wanted.filter((text) => !guide.includes(text))).toEqual([]);
});
