// Who works in the demo branches, and the gifts on their shelves.
import type { Role } from '#shared/model/branch.ts';
import type { LocalText } from '#shared/model/text.ts';

/** Shown on the sign-in page of a demo branch; never used for real staff. */
export const DEMO_PINS: Readonly<Record<Role, string>> = { clerk: '1357', manager: '2468' };

export type DemoStaff = { readonly id: string; readonly name: string; readonly role: Role };

const NAMES: readonly (readonly [string, string, string])[] = [
  ['林晓燕', '陈思雨', '周丽华'],
  ['张春梅', '刘志强', '王建军'],
  ['和晓云', '杨春花', '木文德'],
];

/** Two clerks and a manager: 1001, 1002 and 1000 at each branch. */
export function demoStaff(branchIndex: number): readonly DemoStaff[] {
  const [first, second, manager] = NAMES[branchIndex % NAMES.length] as (typeof NAMES)[number];
  return [
    { id: '1000', name: manager, role: 'manager' },
    { id: '1001', name: first, role: 'clerk' },
    { id: '1002', name: second, role: 'clerk' },
  ];
}

/** Who may be in charge of a branch's best customers: its own people. */
export const managersOf = ({ code }: { readonly code: string }): readonly string[] =>
  demoStaff(Math.max(1, Number(code.slice(2))) - 1).map(({ name }) => name);

export type DemoGift = {
  readonly id: string;
  readonly name: LocalText;
  /** Fen a piece, as in the catalog. */
  readonly cost: number;
  readonly allocated: number;
};

export const DEMO_GIFTS: readonly DemoGift[] = [
  { id: 'umbrella', name: { zh: '晴雨伞', en: 'folding umbrella' }, cost: 1200, allocated: 120 },
  { id: 'towels', name: { zh: '毛巾套装', en: 'towel set' }, cost: 1500, allocated: 100 },
  { id: 'thermos', name: { zh: '保温杯', en: 'thermos flask' }, cost: 2600, allocated: 60 },
  { id: 'oil', name: { zh: '食用油一桶', en: 'bottle of cooking oil' }, cost: 2800, allocated: 80 },
  { id: 'rice', name: { zh: '五公斤大米', en: '5 kg bag of rice' }, cost: 3600, allocated: 50 },
  { id: 'power-bank', name: { zh: '充电宝', en: 'power bank' }, cost: 4500, allocated: 30 },
];
