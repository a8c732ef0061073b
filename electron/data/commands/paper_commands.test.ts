// Paper from the ledger to the printer: what stands on it, what does not, and that a draw's code proves the draw.
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Day } from '#shared/base/month.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { type Drawn, verifySingleDraw } from '#shared/engine/lottery/verify_draw.ts';
import { catalogSchema } from '#shared/model/catalog.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import {
  answerInput,
  branchAtWork,
  type BranchAtWork,
  clerkAt,
  managerAt,
  startVisit,
} from '#tests/fixtures/branch_at_work.ts';
import { CATALOG } from '#tests/fixtures/branch.ts';
import { failure, untilState, value } from '#tests/fixtures/data_process.ts';
import { row } from '#tests/fixtures/published.ts';
import { sealedLease } from '#tests/fixtures/sealed_lease.ts';
import { readSlip, type SlipPrinter, startSlipPrinter } from '#tests/fixtures/slip_printer.ts';

vi.setConfig({ testTimeout: 60_000 });

const AUTUMN = {
  id: 'autumn',
  name: { zh: '秋日抽奖', en: 'Autumn draw' },
  validFrom: '2020-01-01',
  validTo: '2099-12-31',
  prizes: [{ id: 'cup', name: { zh: '水杯', en: 'a cup' }, cost: 1_000, tickets: 3, total: 90 }],
  blanks: 0,
};
/** Umbrella, and one draw. */
const DRAWING = catalogSchema.parse({
  ...CATALOG,
  lotteries: [AUTUMN],
  offers: CATALOG.offers.map((offer) => ({
    ...offer,
    tiers: offer.tiers.map((tier) => ({ ...tier, draws: { lottery: 'autumn', count: 1 } })),
  })),
});
const lastSeed = randomBytes(32).toString('hex');
const LEASE: OpenLease = {
  id: 'L1',
  lottery: 'autumn',
  device: 'dev-1',
  validFrom: '2020-01-01' as Day,
  validTo: '2099-12-31' as Day,
  tickets: { cup: 3 },
  commitment: seedOfDraw(lastSeed, 0, 3),
  lastSeed,
};

let open: BranchAtWork | null = null;
let printer: SlipPrinter | null = null;
afterEach(async () => {
  await open?.stop();
  await printer?.close();
  open = null;
  printer = null;
});

async function withPrinter() {
  open = await branchAtWork({
    catalog: DRAWING,
    more: [row('lottery-lease', 'L1', sealedLease(LEASE))],
  });
  printer = await startSlipPrinter();
  const manager = await managerAt(open.process);
  value(await manager.send('paper.printer', { printer: printer.place }));
  return { branch: open, printer, clerk: await clerkAt(open.process) };
}

describe('paper', () => {
  it('prints the receipt of a visit with a gift and a draw, whose code proves the draw', async () => {
    const { printer, clerk } = await withPrinter();
    const visit = await startVisit(clerk, 1);
    value(await clerk.send('visit.answer', answerInput(visit, 'accepted')));
    const gifts = [{ gift: 'umbrella', count: 1 }];
    const receipt = { kind: 'receipt', visit: visit.visit, language: 'zh-CN' } as const;
    expect(failure(await clerk.send('paper.show', receipt))).toEqual({ type: 'unknown-visit' });
    value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: 10_000, gifts }));
    value(await clerk.send('lottery.draw', { visit: visit.visit, number: '0029' }));

    value(await clerk.send('paper.print', receipt));
    const { lines, codes, cuts } = readSlip(printer.slips[0] ?? Buffer.alloc(0));
    const text = lines.map((line) => line.text);
    expect(Math.max(...lines.map(({ columns }) => columns))).toBe(48);
    expect(cuts).toBe(1);
    expect(text.join('\n')).toMatch(/客户 +张\*丰 138\*{4}6688/);
    for (const [term, end] of [
      ['实充', '100元'],
      ['存费送礼', '办了'],
      ['礼品', '雨伞'],
      ['您说的号码', '0029'],
      ['结果', '水杯'],
    ] as const) {
      const line = lines.find((one) => one.text.startsWith(term));
      expect(line).toMatchObject({ text: expect.stringMatching(`${end}$`), columns: 48 });
    }
    const { fingerprint, ...drawn } = JSON.parse(codes[0] ?? '{}') as Drawn & {
      readonly fingerprint: string;
    };
    expect(fingerprint).toBe(LEASE.commitment);
    expect(verifySingleDraw(fingerprint, drawn)).toEqual([]);
    expect(text.join('')).toContain(drawn.seed.slice(0, 40));
    for (const secret of ['张三丰', '13812346688', '123X'])
      expect(text.join('\n')).not.toContain(secret);

    const shown = value(await clerk.send('paper.show', { ...receipt, language: 'en' }));
    expect(shown.slip.map((line) => (line.kind === 'qr' ? '' : line.text)).join('\n')).toMatch(
      /Paid +￥100/,
    );
  });

  it('prints of a sentence its terms, and nothing of the customer', async () => {
    const { printer, clerk } = await withPrinter();
    const visit = await startVisit(clerk, 1);
    const [proposal] = visit.proposals;
    const { offer = '', tier = '', treatment = '' } = proposal ?? {};
    const { decision } = visit;
    const card = { kind: 'card', visit: visit.visit, decision, offer, tier, treatment } as const;
    value(await clerk.send('paper.print', { ...card, language: 'zh-CN' }));
    const text = readSlip(printer.slips[0] ?? Buffer.alloc(0))
      .lines.map((line) => line.text)
      .join('\n');
    expect(text).toContain(proposal?.sentence.zh);
    expect(text).toMatch(/一共存 +100元/);
    expect(text).toMatch(/活动到 +2099-12-31/);
    for (const word of ['张', '138', '6688', 'A1000001']) expect(text).not.toContain(word);
    const wrong = { ...card, tier: 't999', language: 'zh-CN' } as const;
    expect(failure(await clerk.send('paper.print', wrong))).toEqual({ type: 'unknown-visit' });
  });

  it('prints of somebody who is not in the list the money and the masked number', async () => {
    const { printer, clerk } = await withPrinter();
    const begun = { purpose: 'top-up', intended: null } as const;
    const { visit } = value(await clerk.send('walk-in.start', { phone: '13700001111', ...begun }));
    value(await clerk.send('visit.finish', { visit, prepaid: 5_000, gifts: [] }));
    value(await clerk.send('paper.print', { kind: 'receipt', visit, language: 'zh-CN' }));
    const text = readSlip(printer.slips[0] ?? Buffer.alloc(0))
      .lines.map((line) => line.text)
      .join('\n');
    expect(text).toMatch(/客户 +137\*{4}1111/);
    expect(text).toMatch(/实充 +50元/);
  });

  it('is set by a manager, outlives a restart, and is said when it is not there', async () => {
    const { branch, printer, clerk } = await withPrinter();
    const trial = { kind: 'trial', language: 'zh-CN' } as const;
    expect(failure(await clerk.send('paper.printer', { printer: '' }))).toMatchObject({
      type: 'forbidden',
    });
    const manager = await managerAt(branch.process);
    for (const bad of ['/etc/passwd', '/dev/../etc/passwd', 'a b', 'file:///dev/lp0']) {
      expect(failure(await manager.send('paper.printer', { printer: bad }))).toMatchObject({
        type: 'bad-input',
        field: 'printer',
      });
    }
    const process = await branch.restart();
    const again = await managerAt(process);
    await untilState(again, (state) => state.printer === printer.place);
    value(await again.send('paper.print', trial));
    expect(readSlip(printer.slips[0] ?? Buffer.alloc(0)).lines[1]?.text).toContain('打印测试');
    value(await again.send('paper.printer', { printer: '' }));
    expect(failure(await again.send('paper.print', trial))).toEqual({ type: 'no-printer' });
  });
});
