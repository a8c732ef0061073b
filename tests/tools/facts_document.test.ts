// docs/facts.md is what the dictionary gives, to the letter.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FACT_WORDS } from '#shared/engine/fact_dictionary.ts';
import { factsDocument } from '#tools/facts/facts_document.ts';

test('docs/facts.md is up to date: node tools/facts.mjs writes it', async () => {
  const document = await readFile(new URL('../../docs/facts.md', import.meta.url), 'utf8');
  expect(document).toBe(factsDocument());
});

test('every fact has a line of its own, with what it is', () => {
  const document = factsDocument();
  for (const [word, { source }] of Object.entries(FACT_WORDS)) {
    expect(document.match(new RegExp(`^\\| \`${word}\` \\|.*\\|$`, 'gm'))?.[0]).toContain(
      source.is,
    );
  }
});
