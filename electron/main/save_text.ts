// Saves a report where the person says.
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';

export const saveTextSchema = z.tuple([z.string().min(1).max(200), z.string().max(50_000_000)]);

export type Saved = { readonly saved: boolean; readonly path: string | null };

/** `fileName` is only proposed; the folder is the person's choice, `folder` the first one shown. */
export async function saveText(
  window: BrowserWindow,
  folder: string,
  [fileName, text]: z.infer<typeof saveTextSchema>,
): Promise<Saved> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, basename(fileName)),
  });
  if (chosen.canceled || chosen.filePath === '') return { saved: false, path: null };
  await writeFile(chosen.filePath, text);
  return { saved: true, path: chosen.filePath };
}
