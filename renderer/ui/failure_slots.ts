// The figures that the words of a failure show.
import type { Language } from '#shared/model/text.ts';
import type { Failure } from './failure_type.ts';
import { clockText } from './format.ts';
import type { Locale } from './locale.tsx';

/** Waits in whole seconds, instants in the branch's time; other members as they are. */
export function failureSlots(failure: Failure, locale: Locale): Record<string, string | number> {
  if (failure.type === 'wrong-clock') {
    return {
      hubNow: clockText(failure.hubNow, locale),
      deviceNow: clockText(failure.deviceNow, locale),
    };
  }
  if (failure.type === 'points-elsewhere') {
    return { holder: pointsHolder(failure.deviceName, locale.language) };
  }
  const { type: _, ...members } = failure;
  const slots: Record<string, string | number> = { ...members };
  if ('retryAfterMs' in failure) slots['seconds'] = Math.ceil(failure.retryAfterMs / 1000);
  return slots;
}

/** @param name empty where no computer of the branch holds the points now */
function pointsHolder(name: string, language: Language): string {
  if (language === 'zh-CN') return name === '' ? '总部指定的电脑' : `「${name}」这台电脑`;
  return name === '' ? 'a computer that HQ names' : `the computer “${name}”`;
}
