// The plans that the demo province sells, cheapest first.
import { yuanToFen } from '#shared/base/money.ts';
import type { Plan } from '#shared/model/customer.ts';

const GB = 1024 * 1024;
/** The demo knows what its plans include. */
export type DemoPlan = { readonly [Key in keyof Plan]: NonNullable<Plan[Key]> };

const plan = (
  fee: number,
  zh: string,
  en: string,
  voiceMinutes: number,
  gigabytes: number,
): DemoPlan => ({
  code: `plan-${fee}`,
  name: { zh: `${zh}${fee}元`, en: `${en} ${fee}` },
  monthlyFee: yuanToFen(fee),
  voiceMinutes,
  dataKb: Math.round(gigabytes * GB),
});

export const DEMO_PLANS: readonly DemoPlan[] = [
  plan(8, '保号套餐', 'Keep-Number', 0, 0.1),
  plan(19, '亲情套餐', 'Family Talk', 100, 1),
  plan(38, '畅聊套餐', 'Easy Talk', 150, 5),
  plan(59, '畅享套餐', 'Easy Share', 250, 10),
  plan(88, '5G畅享套餐', '5G Share', 400, 20),
  plan(129, '5G全家套餐', '5G Family', 700, 40),
  plan(199, '5G尊享套餐', '5G Premium', 1500, 80),
  plan(599, '5G至尊套餐', '5G Black', 3000, 150),
];

/** Beyond the plan: 0.15 yuan a minute, 5 yuan a GB; a customer is warned and stops near 60 yuan. */
export function overPlanFen(
  plan: DemoPlan,
  voiceMinutes: number,
  dataKb: number,
  packKb: number,
): number {
  const voice = Math.max(0, voiceMinutes - plan.voiceMinutes) * 15;
  const data = Math.round((Math.max(0, dataKb - plan.dataKb - packKb) / GB) * 500);
  return Math.min(6000, voice + data);
}
