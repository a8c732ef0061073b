// A small drawing of each step of the errand: where to look, and what the hand does. Lines only, so that every theme has it.
import type { ReactNode } from 'react';
import styles from './step_picture.module.css';

export const ERRAND_STEPS = ['find', 'look', 'ask', 'say', 'answer', 'finish'] as const;
export type ErrandStep = (typeof ERRAND_STEPS)[number];

/** The words beside it say all that it shows. */
export function StepPicture({ step }: { readonly step: ErrandStep }) {
  return (
    <svg viewBox="0 0 160 96" className={styles['picture']} aria-hidden="true" focusable="false">
      {DRAWINGS[step]}
    </svg>
  );
}

const line = (x: number, y: number, width: number): ReactNode => (
  <path d={`M${x} ${y}h${width}`} className={styles['faint']} />
);
const key = (x: number, y: number, name: string, isPressed: boolean): ReactNode => (
  <g className={styles[isPressed ? 'pressed' : 'key']}>
    <rect x={x} y={y} width="22" height="22" rx="4" />
    <text x={x + 11} y={y + 16}>
      {name}
    </text>
  </g>
);

const DRAWINGS: Readonly<Record<ErrandStep, ReactNode>> = {
  find: (
    <>
      <rect x="16" y="10" width="128" height="24" rx="5" className={styles['strong']} />
      <circle cx="30" cy="21" r="5" />
      <path d="m34 25 4 4" />
      <text x="62" y="27">
        zsf
      </text>
      <rect x="16" y="40" width="128" height="18" rx="3" className={styles['chosen']} />
      {line(26, 49, 70)}
      {line(26, 68, 58)}
      {line(26, 84, 64)}
    </>
  ),
  look: (
    <>
      <rect x="12" y="12" width="62" height="72" rx="5" />
      <circle cx="32" cy="32" r="9" className={styles['chosen']} />
      {line(48, 32, 18)}
      {line(22, 54, 42)}
      {line(22, 68, 32)}
      <path d="M88 82h60M96 82v-22M110 82v-38M124 82v-30M138 82v-52" className={styles['strong']} />
    </>
  ),
  ask: (
    <>
      <rect x="20" y="24" width="82" height="44" rx="6" className={styles['strong']} />
      <text x="61" y="55" className={styles['figure']}>
        50
      </text>
      <path d="M84 34v24" />
      <path d="M120 40h20v16h-24m6-6-6 6 6 6" className={styles['strong']} />
    </>
  ),
  say: (
    <>
      <path
        d="M22 12h116a6 6 0 0 1 6 6v44a6 6 0 0 1-6 6H66l-16 16V68H22a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6z"
        className={styles['strong']}
      />
      {line(32, 30, 96)}
      {line(32, 44, 76)}
      {line(32, 58, 52)}
    </>
  ),
  answer: (
    <>
      {line(20, 22, 120)}
      {key(14, 44, '1', true)}
      {key(42, 44, '2', false)}
      {key(70, 44, '3', false)}
      {key(98, 44, '4', false)}
      {key(126, 44, '5', false)}
    </>
  ),
  finish: (
    <>
      <circle cx="58" cy="48" r="30" className={styles['strong']} />
      <path d="m44 48 10 11 20-22" className={styles['strong']} />
      <path d="M112 40h16a11 11 0 0 1 0 22h-22m8-30-8 8 8 8" />
    </>
  ),
};
