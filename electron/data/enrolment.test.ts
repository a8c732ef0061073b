import { expect, it } from 'vitest';
import { startDataProcess } from '#tests/fixtures/data_process.ts';

it('a key store that cannot keep a key is told before the hub hears of the code', async () => {
  const process = startDataProcess({ keyStoreProblem: 'kwallet6 is locked' });
  const window = process.connect();
  // Nothing listens there: reaching for the hub would be `hub-unreachable`.
  const answer = await window.send('enrol.start', {
    hubUrl: 'http://127.0.0.1:9',
    branch: 'CD01',
    code: 'ABCD-EFGH',
  });
  expect(answer).toEqual({
    ok: false,
    error: { type: 'no-key-store', detail: 'kwallet6 is locked' },
  });
  await process.stop();
});
