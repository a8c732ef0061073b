// One line on how the chances of a churn model were borne out.
import { OUTSIDE_MODEL } from '#shared/model/customer.ts';
import type { BorneOut } from './bear_out.ts';

export function driftLine({ model, leaver, drift }: BorneOut): string {
  const { months, customers, said, found, isStale } = drift;
  const name = model === OUTSIDE_MODEL ? "HQ's own chances" : model;
  const latest = months === 1 ? 'the latest month' : `the latest ${months} months`;
  const figures = `of ${count(customers)} chances of ${latest} it said ${percent(said)} would ${DOES[leaver ?? 'any']}, ${percent(found)} did`;
  if (!isStale) return `${name}: ${figures}: borne out / 预测属实`;
  const option = leaver === null || leaver === 'silence' ? '' : ` --leaver ${leaver}`;
  const mend =
    model === OUTSIDE_MODEL ? 'HQ has to mend them' : `\`hub train churn${option}\` learns anew`;
  return `${name}: ${figures}: it has gone stale; ${mend} / 预测已不准，需重新训练`;
}

const DOES = {
  silence: 'go silent',
  flag: 'leave',
  'contract-end': 'let the contract end',
  'port-out': 'take the number elsewhere',
  any: 'leave',
} as const;

const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
