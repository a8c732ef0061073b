// The sentences of a decision as they were shown. A later catalog may word them differently.
import type { Proposal, Silence } from '#shared/model/decision.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type DecisionText = {
  readonly proposals: readonly Proposal[];
  readonly silence: Silence | null;
};

/** Call in the transaction of the decision's event. */
export function writeDecisionText(ledger: WritableDB, decision: string, text: DecisionText): void {
  ledger.run(sql`
    insert into decision_text (decision, doc) values (${decision}, ${JSON.stringify(text)})`);
}

/** @throws when there is none: it was written with the event. */
export function readDecisionText(ledger: ReadableDB, decision: string): DecisionText {
  const text = findDecisionText(ledger, decision);
  if (text === undefined) throw new Error(`no text of decision ${decision}`);
  return text;
}

/** Undefined of a decision of another device. */
export function findDecisionText(ledger: ReadableDB, decision: string): DecisionText | undefined {
  const row = ledger.get<{ doc: string }>(
    sql`select doc from decision_text where decision = ${decision}`,
  );
  return row === undefined ? undefined : (JSON.parse(row.doc) as DecisionText);
}
