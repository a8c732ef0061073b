// A clerk at a demo branch with the shipped catalog: finds the customers who hear a sentence of one row of the trade (docs/catalog.md).
import type { ProposalView, VisitView } from '#shared/contract/view_visit.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { fen } from '#shared/base/money.ts';
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { value } from '#tests/fixtures/data_process.ts';
import { type RealBranch, realBranch } from '#tests/fixtures/real_branch.ts';

export type Heard = {
  readonly customer: Customer;
  readonly visit: VisitView;
  readonly proposal: ProposalView;
  readonly offer: Offer;
};

type Errand = { readonly purpose: Purpose; readonly intended: number | null };

const TOP_UP_50: Errand = { purpose: 'top-up', intended: 5_000 };

export type Counter = RealBranch & {
  readonly catalog: Catalog;
  readonly everybody: readonly Customer[];
  open(id: number): Promise<CustomerView>;
  visit(customer: Customer, errand?: Errand): Promise<VisitView>;
  /** The first customer to whom an offer is proposed that fits. @throws when nobody hears one */
  firstWhoHears(
    fits: (offer: Offer, proposal: ProposalView) => boolean,
    options?: { readonly among?: (customer: Customer) => boolean; readonly errand?: Errand },
  ): Promise<Heard>;
};

export async function openCounter(customers = 1_200, seed = 11): Promise<Counter> {
  const branch = await realBranch({ customers, seed });
  const loaded = await loadCatalogFolder(shippedCatalogFolder());
  if (!loaded.ok) throw new Error(loaded.error.type);
  const { catalog } = loaded.value;
  const offers = new Map(catalog.offers.map((offer) => [offer.id, offer]));
  const everybody = await branch.customers();
  const counter: Counter = {
    ...branch,
    catalog,
    everybody,
    async open(id) {
      return value(await branch.clerk.send('customer.open', { id }));
    },
    async visit(customer, errand = TOP_UP_50) {
      const intended = errand.intended === null ? null : fen(errand.intended);
      return value(
        await branch.clerk.send('visit.start', {
          customer: customer.id,
          purpose: errand.purpose,
          intended,
        }),
      );
    },
    async firstWhoHears(fits, { among = () => true, errand = TOP_UP_50 } = {}) {
      for (const customer of everybody.filter(among)) {
        const visit = await counter.visit(customer, errand);
        for (const proposal of visit.proposals) {
          const offer = offers.get(proposal.offer);
          if (offer !== undefined && fits(offer, proposal)) {
            return { customer, visit, proposal, offer };
          }
        }
      }
      throw new Error('nobody of the demo branch hears such a sentence');
    },
  };
  return counter;
}

/** What a window sends when this sentence was answered. */
export const answerTo = ({ visit, proposal }: Heard, answer: 'accepted' | 'declined') => ({
  visit: visit.visit,
  decision: visit.decision,
  offer: proposal.offer,
  tier: proposal.tier,
  treatment: proposal.treatment,
  answer,
  declineReason: answer === 'declined' ? ('thinking' as const) : null,
  notSaidReason: null,
  laterOn: null,
});
