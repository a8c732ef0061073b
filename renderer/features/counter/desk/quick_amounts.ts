// Amounts that most customers put on, one key each.
import { type Fen, yuanToFen } from '#shared/base/money.ts';

export const QUICK_AMOUNTS: readonly Fen[] = [30, 50, 100, 200].map(yuanToFen);
