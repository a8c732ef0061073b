// The counter: find the customer, say one sentence, record the answer.
import type { Branch } from '#shared/model/branch.ts';

export function CounterPage({ branch }: { readonly branch: Branch }) {
  return <p>{branch.code}</p>;
}
