import { describe, expect, it } from 'vitest';
import { noRoom } from './no_room.ts';

const withCode = (code: string, cause?: Error): Error =>
  Object.assign(new Error(`said ${code}`, { cause }), { code });

describe('a full disk', () => {
  it('is known by the codes of Node, SQLite and PostgreSQL, also below what wraps it', () => {
    for (const code of ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100']) {
      expect(noRoom(withCode(code))).toBe(`said ${code}`);
      expect(noRoom(new Error('the branch failed', { cause: withCode(code) }))).toBe(
        `said ${code}`,
      );
    }
  });

  it('is nothing else', () => {
    for (const error of [withCode('EROFS'), withCode('53300'), new Error('ENOSPC'), 'ENOSPC', null])
      expect(noRoom(error)).toBeNull();
  });
});
