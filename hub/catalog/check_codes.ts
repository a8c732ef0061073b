// Codes that rules name and nobody knows: holdings, labels and levels that are not in the catalog.
import type { ASTNode } from '@marcbachmann/cel-js';
import { HOUSEHOLD_LABEL } from '#shared/engine/household.ts';
import { nearestWord } from '#shared/engine/rules/nearest.ts';
import { partsOf } from '#shared/engine/rules/structure.ts';
import { textOf, wordOf } from './analyse/syntax.ts';
import { type Finding, mistake, type YamlPath } from './problem.ts';

/** By word of rules: the codes that it can have, and the file that names them. */
export type KnownCodes = Readonly<
  Record<string, { readonly file: string; readonly codes: readonly string[] }>
>;

/** Labels that `hub score` gives, which no rule over one customer's facts could. */
const SCORED_LABELS: readonly string[] = [HOUSEHOLD_LABEL];

/** @param levels null: the policy could not be read, and its levels are not held against the rules */
export const knownCodes = (
  holdings: readonly string[],
  labels: readonly string[],
  levels: readonly string[] | null,
): KnownCodes => ({
  holdings: { file: 'holdings.yaml', codes: holdings },
  labels: { file: 'labels.yaml', codes: [...labels, ...SCORED_LABELS] },
  ...(levels === null ? {} : { level: { file: 'policy.yaml', codes: levels } }),
});

export function strangeCodes(ast: ASTNode, path: YamlPath, known: KnownCodes): readonly Finding[] {
  return codesIn(ast).flatMap(({ word, code, start }): readonly Finding[] => {
    const entry = Object.hasOwn(known, word) ? known[word] : undefined;
    if (entry === undefined || entry.codes.includes(code)) return [];
    const near = nearestWord(code, entry.codes);
    const hint = near === undefined ? '' : `: did you mean '${near}'?`;
    const remedy = `Add it to ${entry.file}, or take one that is there: ${entry.codes.join(', ')}.`;
    const found = mistake(path, `'${code}' is not in ${entry.file}${hint}`, remedy);
    return [{ ...found, offset: start }];
  });
}

type CodeRead = { readonly word: string; readonly code: string; readonly start: number };

/** `'x' in word`, `word == 'x'`, `word in ['x', 'y']`. */
export function codesIn(ast: ASTNode): readonly CodeRead[] {
  if (ast.op === 'in' || ast.op === '==' || ast.op === '!=') {
    const [left, right] = ast.args;
    const word = wordOf(left) ?? wordOf(right);
    if (word === null) return [];
    const items = [left, right].flatMap((side) => (side.op === 'list' ? side.args : [side]));
    return items.flatMap((item) => {
      const code = textOf(item);
      return code === null ? [] : [{ word, code, start: item.start }];
    });
  }
  return partsOf(ast).flatMap(codesIn);
}
