// The language of the page, remembered by the browser; nothing else ever is.
import type { Language } from '#shared/model/text.ts';

const LANGUAGE = 'hq-language';

export function readLanguage(): Language {
  const kept = read(LANGUAGE);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export const keepLanguage = (language: Language): void => write(LANGUAGE, language);

/** A browser may forbid it. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is chosen again next time.
  }
}
