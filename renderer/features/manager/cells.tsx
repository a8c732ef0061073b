// Cells that both tables show.
import type { Fen } from '#shared/base/money.ts';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { percentText } from './report_rows.ts';

export const claimedCell = ({ claimed }: { readonly claimed: Fen }) => (
  <MoneyText amount={claimed} isSigned />
);
export const prepaidCell = ({ prepaid }: { readonly prepaid: Fen }) => (
  <MoneyText amount={prepaid} />
);
export const rateCell = ({ rate }: { readonly rate: number | null }) => percentText(rate);
