// DIR/settings.json: what the person chose for this machine.
import { z } from 'zod';
import { type Language, languageSchema } from '#shared/model/text.ts';
import { jsonFile } from './atomic_file.ts';

export type Settings = { language(): Language; setLanguage(language: Language): void };

const settingsSchema = z.object({ language: languageSchema });

/** `forced` is `--lang`: it holds for this run and is not kept; a choice made in the window is. Chinese at first. */
export function openSettings(path: string, forced: Language | null): Settings {
  const file = jsonFile<{ language: Language }>(path, settingsSchema, { language: 'zh-CN' });
  let language = forced ?? file.read().language;
  return {
    language: () => language,
    setLanguage(chosen) {
      language = chosen;
      file.write({ language });
    },
  };
}
