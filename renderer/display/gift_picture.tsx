// A gift as a line drawing; one that is not drawn yet is a parcel.
import type { ReactNode } from 'react';
import styles from './gift_picture.module.css';

export function GiftPicture({ id }: { readonly id: string }) {
  return (
    <svg className={styles['picture']} viewBox="0 0 96 96" aria-hidden="true">
      {PICTURES[id] ?? PARCEL}
    </svg>
  );
}

const PARCEL: ReactNode = (
  <>
    <rect x="16" y="42" width="64" height="40" rx="3" />
    <path d="M12 30h72v12H12zM48 30v52M48 30c-8-18-26-14-22-4 2 5 12 4 22 4zm0 0c8-18 26-14 22-4-2 5-12 4-22 4z" />
  </>
);

const PICTURES: Readonly<Record<string, ReactNode>> = {
  umbrella: (
    <path d="M48 12v6M10 52a38 34 0 0 1 76 0q-6-7-13 0-6-7-12.5 0-6-7-12.5 0-6-7-12.5 0-6-7-12.5 0-6-7-12.5 0zM48 48v28q0 8 8 8t8-8" />
  ),
  towels: (
    <>
      <rect x="16" y="58" width="64" height="20" rx="8" />
      <rect x="20" y="38" width="56" height="20" rx="8" />
      <rect x="26" y="18" width="44" height="20" rx="8" />
      <path d="M64 18v20M68 38v20M72 58v20" />
    </>
  ),
  thermos: (
    <>
      <rect x="32" y="30" width="32" height="56" rx="5" />
      <path d="M36 30V16q0-6 6-6h12q6 0 6 6v14M32 44h32M64 52h8q4 0 4 4v10q0 4-4 4h-8" />
    </>
  ),
  oil: (
    <path d="M42 10h12v12H42zM42 22q-14 8-14 22v36q0 6 6 6h28q6 0 6-6V44q0-14-14-22M28 50h40M28 72h40M68 42q12 2 10 16-1 8-10 8M48 54q-6 7 0 11 6-4 0-11z" />
  ),
  rice: (
    <path d="M30 14h36M34 14l4 12h20l4-12M38 26q-18 16-18 42 0 18 10 18h36q10 0 10-18 0-26-18-42M48 74V46M48 60q-10 0-11-10 10 0 11 10zm0 0q10 0 11-10-10 0-11 10z" />
  ),
  'power-bank': (
    <>
      <rect x="26" y="22" width="44" height="66" rx="7" />
      <path d="M42 22v-8h12v8M51 38 40 58h9l-3 16 12-21h-9z" />
    </>
  ),
};
