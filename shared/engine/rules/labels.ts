// Live labels: rules over facts that say what a customer is called. The hub scores with them, the counter finds them anew.
import { compareText } from '#shared/base/compare.ts';
import type { Label } from '#shared/model/catalog.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import { createRuleInput } from './input.ts';
import { UNKNOWN, YES } from './node.ts';
import { createRuleBook, readRules, type Rule, type RuleBook, truthOf } from './rule_book.ts';

export type CompiledLabels = {
  readonly book: RuleBook;
  /** By id. */
  readonly labels: readonly { readonly id: string; readonly rule: Rule }[];
  /** Labels whose rule this engine cannot read: nobody knows who has them. */
  readonly unread: readonly string[];
};

/** Offsets count within the label's rule. */
export type LabelProblem = {
  readonly label: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
};

/** Never fails: a label that this engine cannot read is told, and open for every customer. */
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
  const unread = problems.map(({ label }) => label);
  return { compiled: { book, labels: rules, unread }, problems };
}

/** Codes of labels, in order of code: those that hold, and those that a fact which is not known leaves open. */
export type FoundLabels = { readonly held: readonly string[]; readonly open: readonly string[] };

/** @param names how people call the catalog's codes */
export function labelsOf(
  { book, labels, unread }: CompiledLabels,
  facts: Facts,
  names: Readonly<Record<string, LocalText>>,
): FoundLabels {
  if (labels.length === 0) return { held: [], open: unread };
  const reading = readRules(book, createRuleInput(facts, null, names));
  const truths = labels.map(({ id, rule }) => ({ id, truth: truthOf(rule, reading) }));
  const those = (wanted: typeof YES | typeof UNKNOWN): readonly string[] =>
    truths.filter(({ truth }) => truth === wanted).map(({ id }) => id);
  return { held: those(YES), open: [...those(UNKNOWN), ...unread].toSorted(compareText) };
}
