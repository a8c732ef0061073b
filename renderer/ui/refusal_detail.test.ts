import { expect, test } from 'vitest';
import { refusalDetail } from './refusal_detail.ts';

test("a refused file is told in the system's words", () => {
  const error = new Error(
    "Error invoking remote method 'shell:save-text': Error: EACCES: permission denied, open 'D:\\\\a.csv'",
  );
  expect(refusalDetail(error)).toBe("EACCES: permission denied, open 'D:\\\\a.csv'");
  expect(refusalDetail(new Error('disk full'))).toBe('disk full');
});
