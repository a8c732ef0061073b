// The table of second readings against the dictionary that HQ reads names with.
import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { GIVEN_READINGS, SURNAME_READINGS } from '#shared/base/find/second_readings.ts';

const known = (character: string): readonly string[] =>
  pinyin(character, { toneType: 'none', v: true, type: 'array', multiple: true });

test('every reading is one of its character', () => {
  const strange = [...SURNAME_READINGS, ...GIVEN_READINGS].flatMap(([characters, readings]) =>
    readings.flatMap((reading) =>
      reading
        .split("'")
        .map((syllable, index) => [Array.from(characters)[index] ?? '', syllable] as const)
        .filter(([character, syllable]) => !known(character).includes(syllable))
        .map((pair) => pair.join(' ')),
    ),
  );
  expect(strange).toEqual([]);
});
