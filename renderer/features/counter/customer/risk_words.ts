// Which words a risk takes: a contract that ended says so instead of counting below zero.
import type { RiskView } from '#shared/contract/view_customer.ts';

type RiskWords =
  | { readonly name: RiskView['risk'] | 'expired'; readonly figure: number | null }
  | { readonly name: 'ends-today'; readonly figure: null };

/** The figure is as in the view; days since the end for `expired`. */
export function riskWords({ risk, figure }: Pick<RiskView, 'risk' | 'figure'>): RiskWords {
  if (risk !== 'expiring' || figure === null || figure > 0) return { name: risk, figure };
  return figure === 0 ? { name: 'ends-today', figure: null } : { name: 'expired', figure: -figure };
}
