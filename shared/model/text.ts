// What people read, in the two languages of the product.
import { z } from 'zod';
import { type Language, LANGUAGES } from '#shared/base/language.ts';

export type { Language };
export const languageSchema = z.enum(LANGUAGES);

export const localTextSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type LocalText = Readonly<z.infer<typeof localTextSchema>>;

/** A code or a number reads alike in both. */
export const sameInBoth = (text: string): LocalText => ({ zh: text, en: text });
