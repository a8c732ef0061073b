// What was answered, counted so that the chance of yes of any treatment in any group is found at once.
import type { BeliefCell, Beliefs } from '#shared/model/beliefs.ts';

/** Answers of one level of the tree offer, treatment, value group, consumption group. */
type Counts = { readonly said: number; readonly yes: number };
type Node = { said: number; yes: number; readonly below: Map<string, Node> };
export type BeliefNode = Counts & { readonly below: ReadonlyMap<string, BeliefNode> };

export type CompiledBeliefs = {
  /** What a decision cites. */
  readonly name: string;
  /** By offer; below it treatments, value groups, consumption groups. */
  readonly offers: ReadonlyMap<string, BeliefNode>;
};

/**
 * Sums up HQ's cells and a device's own since; the order of cells does not matter.
 * @param own answers that `beliefs` does not count yet
 * @param name names the two together: HQ's version, or the `beliefs.updated` of the device
 */
export function compileBeliefs(
  beliefs: Beliefs,
  own: readonly BeliefCell[],
  name: string,
): CompiledBeliefs {
  const offers = new Map<string, Node>();
  for (const cells of [beliefs.cells, own]) {
    for (const { offer, treatment, valueGroup, cluster: consumptionGroup, said, yes } of cells) {
      let level = offers;
      for (const code of [offer, treatment, valueGroup, consumptionGroup]) {
        let node = level.get(code);
        if (node === undefined) {
          node = { said: 0, yes: 0, below: new Map() };
          level.set(code, node);
        }
        node.said += said;
        node.yes += yes;
        level = node.below;
      }
    }
  }
  return { name, offers };
}
