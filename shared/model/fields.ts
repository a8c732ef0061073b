// Field schemas that several records share.
import { z } from 'zod';
import type { Fen } from '#shared/base/money.ts';
import { isUuid7, type Uuid } from '#shared/base/id.ts';
import { type Day, type Instant, isDay, isMonth, type Month } from '#shared/base/month.ts';

export const fenSchema = z.int().transform((value) => value as Fen);
export const positiveFenSchema = z
  .int()
  .min(0)
  .max(99_999_999_99)
  .transform((value) => value as Fen);
export const uuidSchema = z
  .string()
  .refine(isUuid7, 'a version 7 UUID')
  .transform((value) => value as Uuid);
export const daySchema = z
  .string()
  .refine(isDay, 'a day YYYY-MM-DD')
  .transform((value) => value as Day);
export const monthSchema = z
  .string()
  .refine(isMonth, 'a month YYYY-MM')
  .transform((value) => value as Month);
export const instantSchema = z
  .int()
  .min(0)
  .transform((value) => value as Instant);
export const codeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code');
