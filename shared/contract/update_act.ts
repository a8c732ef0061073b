// What a manager has main do about an update of the program.
import { z } from 'zod';

export const updateActSchema = z.enum(['look', 'install']);
export type UpdateAct = z.output<typeof updateActSchema>;
