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

const PAPER = { pageSize: 'A4', printBackground: true } as const;
/** The largest at which all is on one sheet: what somebody signs leaves nothing out. */
const ONE_PAGE_SCALES = [0.6, 0.52, 0.45, 0.38, 0.32, 0.26] as const;

export const savePdf = (
  window: BrowserWindow,
  folder: string,
  [fileName, what]: z.infer<typeof savePdfSchema>,
): Promise<Saved> =>
  saveAs(window, folder, fileName, () =>
    what === 'page' ? onePage(window) : window.webContents.printToPDF(PAPER),
  );

/** A page that is too long even for the smallest scale comes on several sheets. */
async function onePage({ webContents }: BrowserWindow): Promise<Buffer> {
  let pdf: Buffer = Buffer.alloc(0);
  for (const scale of ONE_PAGE_SCALES) {
    pdf = await webContents.printToPDF({ ...PAPER, scale });
    if (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length === 1) break;
  }
  return pdf;
}

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
  // Of the account alone, where the disk knows accounts; whoever it is for is given it by a person.
  await writeFile(chosen.filePath, await make(), { mode: 0o600 });
  return { saved: true, path: chosen.filePath };
}
