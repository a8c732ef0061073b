import { expect, it } from 'vitest';
import { StickProblem } from '#stick/stick_problem.ts';
import { describeLetter, describeRequest } from './usb.ts';

const NAME = 'x\nB-01 till (device-1): 500 entries, 500 of them new\u001b[8m.letter';

it('says one line of a file, whatever its name is', () => {
  const problem = new StickProblem('foreign', `${NAME} is no file`);
  const letter = describeLetter({ name: NAME, head: null, outcome: { type: 'refused', problem } });
  const request = describeRequest({
    name: NAME,
    request: null,
    outcome: { type: 'unreadable' },
  });
  for (const line of [letter, request]) {
    expect(line).toMatch(/^x�B-01 till \(device-1\): 500 entries, 500 of them new�\[8m/);
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(line).not.toMatch(/[\n\u001b]/);
  }
});
