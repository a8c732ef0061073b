// What HQ lends to the devices of a branch: decks of tickets, and the right to let points be spent.
import type { Source } from './source.ts';

export const lotteryLeaseSource: Source = async () => [];

export const pointsLeaseSource: Source = async () => [];
