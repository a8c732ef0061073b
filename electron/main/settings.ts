// DIR/settings.json: what the person chose for this machine.
import { z } from 'zod';
import { type AdminView, TEXT_SIZES, type TextSize } from '#shared/contract/shell.ts';
import { type Language, languageSchema } from '#shared/model/text.ts';
import { jsonFile } from './atomic_file.ts';

export const textSizeSchema = z.literal(TEXT_SIZES);

/** One that is missing or unreadable is as at first: the others stand. */
const settingsSchema = z.object({
  language: languageSchema.catch('zh-CN'),
  textSize: textSizeSchema.catch(100),
  hasDisplay: z.boolean().catch(false),
});
type Kept = Readonly<z.output<typeof settingsSchema>>;

export type Settings = {
  language(): Language;
  setLanguage(language: Language): void;
  textSize(): TextSize;
  setTextSize(percent: TextSize): void;
  hasDisplay(): boolean;
  setDisplay(isOn: boolean): void;
};

const AT_FIRST: Kept = { language: 'zh-CN', textSize: 100, hasDisplay: false };

/**
 * `forced` is `--lang`: it holds for this run and is not kept; a choice made in the window is. Chinese at first.
 * @param set by the administrator: comes before what was chosen, but for the language, in which people differ
 */
export function openSettings(
  path: string,
  forced: Language | null,
  set: AdminView['set'] = {},
): Settings {
  const file = jsonFile<Kept>(path, settingsSchema, AT_FIRST);
  let kept = file.read();
  let language = forced ?? set.language ?? kept.language;
  const keep = (change: Partial<Kept>): void => {
    kept = { ...kept, ...change };
    file.write(kept);
  };
  return {
    language: () => language,
    setLanguage(chosen) {
      language = chosen;
      keep({ language });
    },
    textSize: () => set.textSize ?? kept.textSize,
    setTextSize: (textSize) => keep({ textSize }),
    hasDisplay: () => set.display ?? kept.hasDisplay,
    setDisplay: (hasDisplay) => keep({ hasDisplay }),
  };
}
