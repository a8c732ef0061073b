// Live labels: rules over facts that say what a customer is called. The hub scores with them, the counter finds them anew.
import { compareText } from '#shared/base/compare.ts';
import type { Label } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import { createRuleInput } from './input.ts';
import { createRuleBook, holds, readRules, type Rule, type RuleBook } from './rule_book.ts';

export type CompiledLabels = {
  readonly book: RuleBook;
  /** By id. */
  readonly labels: readonly { readonly id: string; readonly rule: Rule }[];
};

/** Offsets count within the label's rule. */
export type LabelProblem = {
  readonly label: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
};

/** Never fails: a label that this engine cannot read is left out and told. */
export function compileLabels(labels: readonly Label[]): {
  readonly compiled: CompiledLabels;
  readonly problems: readonly LabelProblem[];
} {
  const book = createRuleBook({ over: 'facts' });
  const problems: LabelProblem[] = [];
  const rules: { id: string; rule: Rule }[] = [];
  for (const { id, rule } of labels.toSorted((a, b) => compareText(a.id, b.id))) {
    const added = book.add(rule);
    if (added.ok) rules.push({ id, rule: added.value });
    else {
      const { message, start, end } = added.error;
      problems.push({ label: id, message, start, end });
    }
  }
  return { compiled: { book, labels: rules }, problems };
}

/**
 * Codes of the labels that hold, in order of code; a label over an unknown fact does not hold.
 * @param names how people call the catalog's codes
 */
export function labelsOf(
  { book, labels }: CompiledLabels,
  facts: Facts,
  names: Readonly<Record<string, LocalText>>,
): string[] {
  if (labels.length === 0) return [];
  const reading = readRules(book, createRuleInput(facts, null, names));
  return labels.filter(({ rule }) => holds(rule, reading)).map(({ id }) => id);
}
