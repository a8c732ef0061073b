// Asks for the folder of a stick, and tells the data process of it: no page names a path.
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import type { ChosenStick } from '#shared/contract/shell.ts';

export const chooseStickSchema = z.tuple([]);

export async function chooseStick(
  window: BrowserWindow,
  note: (folder: string) => Promise<boolean>,
): Promise<ChosenStick> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return { chosen: false, name: null };
  const chosen = await note(folder);
  return { chosen, name: chosen ? basename(folder) || folder : null };
}
