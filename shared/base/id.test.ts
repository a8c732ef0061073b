import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isUuid7, uuid7 } from './id.ts';

const randomBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instants = fc.integer({ min: 0, max: 2 ** 47 });

it('makes well-formed version 7 ids', () => {
  fc.assert(
    fc.property(instants, randomBytes, (now, random) => {
      expect(isUuid7(uuid7(now, random))).toBe(true);
    }),
  );
});

it('sorts by time', () => {
  fc.assert(
    fc.property(instants, randomBytes, randomBytes, (now, a, b) => {
      expect(uuid7(now, a) < uuid7(now + 1, b)).toBe(true);
    }),
  );
});

it('lets every byte of chance matter', () => {
  const zeros = uuid7(0, new Uint8Array(10));
  for (let i = 0; i < 10; i += 1) {
    const bytes = new Uint8Array(10);
    bytes[i] = 0x11;
    expect(uuid7(0, bytes)).not.toBe(zeros);
  }
});
