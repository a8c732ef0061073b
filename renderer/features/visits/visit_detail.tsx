// One visit, whole: what was said and answered, what was given, what was corrected; and what may be done about it.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { ListedCorrection, ListedGift, ListedVisit } from '#shared/contract/view_visits.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { VISIT_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { answerWord, reasonWord } from './reason_word.ts';
import { dayTimeText, timeText } from '#renderer/ui/time_text.ts';
import styles from './visits_page.module.css';

export function VisitDetail(props: {
  readonly visit: ListedVisit | null;
  readonly isManager: boolean;
  readonly onUndo: () => void;
  readonly onCorrect: () => void;
}) {
  const { t } = useTranslation(['visits', 'counter']);
  const locale = useLocale();
  const { language, currency, timeZone } = locale;
  const { visit, isManager } = props;
  if (visit === null) return null;
  const gifts = giftText(visit.gifts, language);
  return (
    <section className={styles['detail']} aria-label={t('visits:detail.label')} aria-live="polite">
      <h2 className={styles['who']}>
        {visit.customer?.name || t('visits:unknownCustomer')}{' '}
        <span className={styles['phone']}>{visit.customer?.phone}</span>
      </h2>
      <p className={styles['quiet']}>
        {visit.staffName} · {visit.deviceName ?? t('visits:thisComputer')} ·{' '}
        {t('visits:detail.began', { time: dayTimeText(visit.at, visit.day, locale) })}
        {visit.ended !== null &&
          ` · ${t('visits:detail.ended', { time: timeText(visit.ended, timeZone) })}`}
      </p>
      {visit.answers.length === 0 ? (
        <p className={styles['quiet']}>{t('visits:detail.noAnswer')}</p>
      ) : (
        <ul className={styles['answers']}>
          {visit.answers.map((given) => (
            <li key={given.event}>
              {localText(given.offer, language)}
              {language === 'zh-CN' ? '：' : ': '}
              <strong>{answerWord(t, given.answer, given.isCare)}</strong>{' '}
              <span className={styles['quiet']}>
                {given.laterOn ?? reasonWord(t, given.answer, given.reason)}
                {given.by === 'display' && ` · ${t('counter:answer.byTouch')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {visit.matter !== null && (
        <p>
          {t(`counter:matter.reason.${visit.matter.reason}`)}
          {visit.matter.words !== null && (
            <span className={styles['quiet']}> · {visit.matter.words}</span>
          )}
        </p>
      )}
      {gifts !== '' && (
        <p>
          {t('visits:detail.gifts')}
          {language === 'zh-CN' ? '：' : ': '}
          {gifts}
        </p>
      )}
      {visit.settled !== null && (
        <p>
          {t('visits:detail.claim', {
            amount: formatMoney(visit.claimed ?? (0 as Fen), currency, language),
          })}
          {t(`visits:detail.settled.${visit.settled.state}`, {
            amount: formatMoney(visit.settled.amount, currency, language),
          })}
        </p>
      )}
      {visit.corrections.length > 0 && (
        <ol className={styles['corrections']}>
          {visit.corrections.map((correction) => (
            <Correction key={correction.at} correction={correction} day={visit.day} />
          ))}
        </ol>
      )}
      <div className={styles['actions']}>
        {visit.undo !== null && (
          <button type="button" className={styles['button']} onClick={props.onUndo}>
            {t('visits:detail.undo')} <KeyHint label={VISIT_KEYS.undo} />
          </button>
        )}
        {isManager && visit.state !== 'void' && (
          <button type="button" className={styles['button']} onClick={props.onCorrect}>
            {t('visits:detail.correct')} <KeyHint label={VISIT_KEYS.correct} />
          </button>
        )}
      </div>
    </section>
  );
}

/** `10:12 更正金额 100元 → 50元` and who approved it, why. */
function Correction(props: { readonly correction: ListedCorrection; readonly day: Day }) {
  const { correction, day } = props;
  const { t } = useTranslation(['visits', 'counter']);
  const locale = useLocale();
  const { language, currency } = locale;
  const money = (amount: Fen | null): string =>
    amount === null ? '—' : formatMoney(amount, currency, language);
  const { what, prepaid, answers, gifts, at, approvedBy: name, reason } = correction;
  const change =
    answers !== null
      ? `${t(`counter:answer.${answers.from}`)} → ${answers.to === null ? '—' : t(`counter:answer.${answers.to}`)}`
      : what === 'gift' && gifts !== null
        ? `${giftText(gifts.from, language)} → ${giftText(gifts.to, language) || '—'}`
        : `${money(prepaid.from)} → ${money(prepaid.to)}`;
  return (
    <li>
      <strong>
        {t('visits:correction.line', {
          time: dayTimeText(at, day, locale),
          what: t(`visits:correction.what.${what}`),
        })}{' '}
        {change}
      </strong>
      <br />
      <span className={styles['quiet']}>{t('visits:correction.by', { name, reason })}</span>
    </li>
  );
}

const giftText = (gifts: readonly ListedGift[], language: 'zh-CN' | 'en'): string =>
  gifts
    .map(({ name, count }) => localText(name, language) + (count > 1 ? ` ×${count}` : ''))
    .join(language === 'zh-CN' ? '、' : ', ');
