// Saves a report, or the page as a PDF to be signed, where the person says.
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';

const fileNameSchema = z.string().min(1).max(200);
/** Name, and bytes in base64. */
export const saveFileSchema = z.tuple([fileNameSchema, z.base64().max(70_000_000)]);
export const savePdfSchema = z.tuple([fileNameSchema, z.enum(['page', 'paper'])]);

export type Saved = { readonly saved: boolean; readonly path: string | null };

/** `fileName` is only proposed; the folder is the person's choice, `folder` the first one shown. */
export const saveFile = (
  window: BrowserWindow,
  folder: string,
  [fileName, bytes]: z.infer<typeof saveFileSchema>,
): Promise<Saved> =>
  saveAs(window, folder, fileName, () => Promise.resolve(Buffer.from(bytes, 'base64')));

/** A day with its tables is on one sheet at this scale; what would be on a second is left out. */
const ONE_PAGE = { pageSize: 'A4', scale: 0.6, pageRanges: '1', printBackground: true } as const;
const PAPER = { pageSize: 'A4', printBackground: true } as const;

export const savePdf = (
  window: BrowserWindow,
  folder: string,
  [fileName, what]: z.infer<typeof savePdfSchema>,
): Promise<Saved> =>
  saveAs(window, folder, fileName, () =>
    window.webContents.printToPDF(what === 'page' ? ONE_PAGE : PAPER),
  );

/** `make` runs once the person has chosen. */
export async function saveAs(
  window: BrowserWindow,
  folder: string,
  fileName: string,
  make: () => Promise<Buffer>,
): Promise<Saved> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, basename(fileName)),
  });
  if (chosen.canceled || chosen.filePath === '') return { saved: false, path: null };
  await writeFile(chosen.filePath, await make());
  return { saved: true, path: chosen.filePath };
}
