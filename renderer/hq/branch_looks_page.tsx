// A branch's visits worth a second look, kind by kind, each with day, time, window and clerk; no customer.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { addMonths, type Month } from '#shared/base/month.ts';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { HqBranchLooks, HqLook } from '#shared/contract/view_hq.ts';
import page from '#renderer/features/manager/manager_page.module.css';
import table from '#renderer/features/manager/table.module.css';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { countText, dayText, monthText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { HQ_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { timeText } from '#renderer/ui/time_text.ts';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { branchLooksQuery } from './api.ts';
import styles from './branches_page.module.css';
import { MonthSteps } from './month_steps.tsx';
import { goTo, writePlace } from './place.ts';
import { Problem } from './problem.tsx';

export function BranchLooksPage(props: { readonly code: string; readonly month: Month | null }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { code, month } = props;
  const query = useQuery({ ...branchLooksQuery(code, month), placeholderData: keepPreviousData });
  const told = query.data?.ok === true ? query.data.value : null;
  const back = (): void => goTo({ page: 'looks', month, code: null });
  const show = (next: Month): void => {
    if (told !== null && next <= told.thisMonth) goTo({ page: 'looks', month: next, code });
  };
  useKeys((press) => {
    if (press.isTyping || press.ctrl || press.alt) return false;
    if (press.key === 'Escape') back();
    else if (press.key === 'u') void query.refetch();
    else if (told === null) return false;
    else if (press.key === 'ArrowLeft') show(addMonths(told.month, -1));
    else if (press.key === 'ArrowRight') show(addMonths(told.month, 1));
    else return false;
    return true;
  });
  if (query.data?.ok === false)
    return <Problem failure={query.data.error} onAgain={() => void query.refetch()} />;
  if (told === null) return <Problem failure={null} onAgain={() => undefined} />;
  const { branch, looks } = told;
  return (
    <div className={page['page']}>
      <header className={styles['bar']}>
        <button type="button" className={styles['button']} onClick={back}>
          <KeyHint label={HQ_KEYS.back} /> {t('looks.back')}
        </button>
        <h1 className={styles['title']}>
          {localText(branch.name, language)} ·{' '}
          {t('looks.title', { month: monthText(told.month, language) })}
        </h1>
        <MonthSteps month={told.month} thisMonth={told.thisMonth} onChoose={show} />
        <a
          className={styles['count']}
          href={writePlace({ page: 'branch', code: branch.code, at: told.month })}
        >
          {t('looks.branch')}
        </a>
      </header>
      <p className={styles['count']}>{t('looks.note')}</p>
      {looks.length === 0 && <EmptyState title={t('looks.none')} />}
      {looks.map((kind) => (
        <Kind key={kind.look} kind={kind} branch={branch} />
      ))}
    </div>
  );
}

type Kind = HqBranchLooks['looks'][number];

function Kind(props: { readonly kind: Kind; readonly branch: HqBranchLooks['branch'] }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { kind, branch } = props;
  const { look, count, visits } = kind;
  const money = (amount: number): string => formatMoney(amount as Fen, branch.currency, language);
  return (
    <section className={page['card']} aria-label={t(`looks.what.${look}`)}>
      <h2 className={page['heading']}>
        {t(`looks.what.${look}`)} · {t('looks.visits', { count })}
      </h2>
      <table className={table['table']}>
        <caption className="visually-hidden">{t(`looks.what.${look}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('looks.day')}</th>
            <th scope="col">{t('looks.time')}</th>
            <th scope="col">{t('branch.device')}</th>
            <th scope="col">{t('looks.clerk')}</th>
            <th scope="col">{t('looks.figures')}</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.id}>
              <th scope="row">{dayText(visit.day, language)}</th>
              <td>{visit.at === null ? '—' : timeText(visit.at, branch.timeZone)}</td>
              <td>{visit.device ?? '—'}</td>
              <td>{visit.clerk}</td>
              <td>{figuresText(t, look, visit.figures, money)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > visits.length && (
        <p>{t('looks.more', { count: countText(count - visits.length) })}</p>
      )}
    </section>
  );
}

/** Which of a kind's figures are money; the others are counts. */
const MONEY: Readonly<Record<HqLook, readonly boolean[]>> = {
  unusual: [true, true],
  'meant-little': [true, true, true],
  'not-settled': [true],
  'not-paid': [true],
  'gift-unpaid': [false, true],
  exception: [false, true],
  'many-at-once': [false],
  corrected: [false],
  'taken-back': [false, true],
  'looked-up': [],
  'not-finished': [],
};

function figuresText(
  t: TFunction<'hq'>,
  look: HqLook,
  figures: Kind['visits'][number]['figures'],
  money: (amount: number) => string,
): string {
  const words = MONEY[look].map((isMoney, at) => {
    const figure = figures[at];
    if (figure === undefined || figure === null) return t('branches.unknown');
    return isMoney ? money(figure) : countText(figure);
  });
  const [a = '', b = '', c = ''] = words;
  return t(`looks.said.${look}`, { a, b, c });
}
