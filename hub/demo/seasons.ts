// The year's rhythm: Spring Festival brings people home, summer brings pupils to their phones.
import type { Month } from '#shared/base/month.ts';

/** Month of the first day of Spring Festival. */
const SPRING_FESTIVAL: ReadonlySet<string> = new Set([
  '2019-02',
  '2020-01',
  '2021-02',
  '2022-02',
  '2023-01',
  '2024-02',
  '2025-01',
  '2026-02',
  '2027-02',
  '2028-01',
  '2029-02',
  '2030-02',
  '2031-01',
  '2032-02',
  '2033-01',
  '2034-02',
  '2035-02',
]);

export type Season = { readonly voice: number; readonly data: number; readonly festival: boolean };

/** Factors on a usual month. Beyond the table the festival is taken to be in February. */
export function seasonOfMonth(value: Month, isYoung: boolean): Season {
  const festival = SPRING_FESTIVAL.has(value) || (value > '2035-12' && value.endsWith('-02'));
  const number = value.slice(5);
  const summer = number === '07' || number === '08';
  return {
    voice: festival ? 1.35 : summer ? 0.97 : 1,
    data: festival ? 1.25 : summer ? (isYoung ? 1.35 : 1.05) : 1,
    festival,
  };
}
