// Words of rules: facts and what the moment adds, each read by its place.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { LocalText } from '#shared/model/text.ts';
import { WORDS } from '../fact_dictionary.ts';
import { isOpen, mayBeLonger, PLACES, shownWord } from './input.ts';
import { truth } from './logic.ts';
import { nearestWord } from './nearest.ts';
import {
  explainUnknown,
  isKnown,
  NO,
  type Node,
  ONE,
  type Read,
  type TruthNode,
  UNKNOWN,
  YES,
} from './node.ts';
import { RuleProblem } from './rule_problem.ts';

export function word(name: string, ast: ASTNode): Node {
  const entry = WORDS[name];
  const place = PLACES.get(name);
  if (entry === undefined || place === undefined) {
    const near = nearestWord(name, Object.keys(WORDS));
    const hint = near === undefined ? 'docs/facts.md lists the words' : `did you mean '${near}'?`;
    throw new RuleProblem(`unknown word '${name}': ${hint}`, ast);
  }
  const read: Read = { place, name: entry.name, type: entry.type };
  switch (entry.type) {
    case 'number': {
      const { unit } = entry;
      return {
        kind: 'number',
        value: (input) => input.numbers[place] ?? Number.NaN,
        unit,
        place,
        constant: null,
        name: entry.name,
        binds: ONE,
        show: (input) => shownWord(input, place, entry),
        reads: [read],
      };
    }
    case 'flag':
      return flag(read, entry.no, entry.yes);
    case 'text':
      return {
        kind: 'text',
        value: (input) => input.texts[place] ?? null,
        constant: null,
        values: entry.values,
        reads: [read],
      };
    case 'list':
      return {
        kind: 'list',
        has: (input, code) => {
          const codes = input.lists[place] ?? null;
          if (codes === null) return UNKNOWN;
          if (codes.includes(code)) return YES;
          return isOpen(input, place, code) ? UNKNOWN : NO;
        },
        size: (input) =>
          mayBeLonger(input, place) ? Number.NaN : (input.lists[place]?.length ?? Number.NaN),
        values: entry.values,
        name: entry.name,
        reads: [read],
      };
  }
}

function flag(read: Read, no: LocalText, yes: LocalText): TruthNode {
  const { place } = read;
  const told =
    (reason: LocalText): TruthNode['whyNot'] =>
    (input) =>
      isKnown(input, read) ? reason : explainUnknown(input, [read]);
  return {
    ...truth(
      ({ numbers }) => (Number.isNaN(numbers[place]) ? UNKNOWN : numbers[place] === 1 ? YES : NO),
      told(no),
      told(yes),
    ),
    quick: { place, op: '==', constant: 1, ifUnknown: UNKNOWN, tells: null },
    flag: read,
  };
}
