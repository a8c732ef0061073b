// Cells that both tables show.
import type { Fen } from '#shared/base/money.ts';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { percentText } from './report_rows.ts';

export const upliftCell = ({ uplift }: { readonly uplift: Fen }) => (
  <MoneyText amount={uplift} isSigned />
);
export const prepaidCell = ({ prepaid }: { readonly prepaid: Fen }) => (
  <MoneyText amount={prepaid} />
);
export const rateCell = ({ rate }: { readonly rate: number | null }) => percentText(rate);
