// What the sign-in page shows, as of the last run: known to main before the databases are open.
import { z } from 'zod';
import { branchSchema, roleSchema } from '#shared/model/branch.ts';
import { codeSchema } from '#shared/model/fields.ts';

export const firstPageSchema = z.strictObject({
  /** Whose people they are: of another device nothing is shown. */
  device: codeSchema,
  branch: branchSchema,
  /** In the order in which they are shown. */
  staff: z.array(
    z.strictObject({
      id: codeSchema,
      name: z.string().min(1),
      role: roleSchema,
      initials: z.array(z.string()),
    }),
  ),
});
export type FirstPage = Readonly<z.output<typeof firstPageSchema>>;
