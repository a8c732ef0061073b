// Nobody accepts a greeting: what sells nothing is answered in words of its own, at the counter and in the lists.
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { answerSchema } from '#shared/model/visit.ts';
import type { Language } from '#shared/model/text.ts';
import { resources as en } from '#renderer/app/locales/en/resources.ts';
import { resources as zh } from '#renderer/app/locales/zh-CN/resources.ts';
import { AnswerStep } from '#renderer/features/counter/errand/answer_step.tsx';
import type { Errand } from '#renderer/features/counter/desk/errand.ts';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { TODAY } from '#tests/fixtures/decision.ts';
import { allWords } from '#tests/fixtures/words.ts';

async function answersOf(
  language: Language,
  isCare: boolean,
  step: Errand['step'] = 'answer',
): Promise<string> {
  const i18n = allWords(language);
  const errand = { step, hasTouchedNo: false, laterText: '', notice: null } as unknown as Errand;
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <LocaleProvider value={{ language, currency: 'CNY', timeZone: 'Asia/Shanghai' }}>
        <AnswerStep
          errand={errand}
          isCare={isCare}
          today={TODAY}
          onCommand={() => undefined}
          onLaterText={() => undefined}
        />
      </LocaleProvider>
    </I18nextProvider>,
  );
}

test.each(['zh-CN', 'en'] as const)('%s: five answers, of a sale and of care', async (language) => {
  const { answer: words } = (language === 'en' ? en : zh).counter;
  const [sale, care] = [await answersOf(language, false), await answersOf(language, true)];
  for (const answer of answerSchema.options) {
    expect(sale).toContain(words[answer]);
    expect(care).toContain(words.care[answer]);
  }
  expect(care).not.toContain(words.accepted);
  expect(care).not.toContain(words['has-it']);
  expect(await answersOf(language, true, 'decline')).toContain(words.declineCare);
  expect(await answersOf(language, false, 'decline')).toContain(words.declineTitle);
});
