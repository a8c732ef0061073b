// docs/lottery.md tells customers how to check a draw: its worked example must come out as it says.
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Drawn, verifySingleDraw } from './verify_draw.ts';

test('the worked example holds, by our own check and by the steps that the guide prints', async () => {
  const guide = await readFile(new URL('../../../docs/lottery.md', import.meta.url), 'utf8');
  const json = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const slip = JSON.parse(json) as Drawn & { readonly fingerprint: string };
  expect(verifySingleDraw(slip.fingerprint, slip)).toEqual([]);
  expect(verifySingleDraw(slip.fingerprint, { ...slip, prize: 'kettle' })).toHaveLength(1);

  const seed = Buffer.from(slip.seed, 'hex');
  expect(createHash('sha256').update(seed).digest('hex')).toBe(slip.fingerprint);
  const said = `${slip.lease}:${slip.draw}:${slip.number}`;
  const mac = createHmac('sha256', seed).update(said).digest();
  const place = mac.readUIntBE(0, 6);
  const shell = /```sh\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(shell).toContain(`seed=${slip.seed}\n`);
  expect(shell).toContain(`printf %s '${said}'`);
  expect(shell).toContain(`# ${slip.fingerprint}: what was on show\n`);
  expect(shell).toContain(`# ${mac.toString('hex').slice(0, 12)} ${place} ${place % 8}\n`);
});
