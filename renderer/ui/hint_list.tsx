// Which wordings customers with an objection said yes to more often, or less; of what may be chance, nothing.
import { useTranslation } from 'react-i18next';
import type { Hint, Hints } from '#shared/model/hint.ts';
import { countText } from './format.ts';
import styles from './hint_list.module.css';
import { localText, useLocale } from './locale.tsx';

export function HintList({ hints }: { readonly hints: Hints }) {
  const { t } = useTranslation('common');
  if (hints.told === 0) return <p>{t('hints.none')}</p>;
  const told = countText(hints.told);
  if (hints.found.length === 0) return <p>{t('hints.noise', { told })}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {hints.found.map((hint) => (
          <HintLine
            key={JSON.stringify([hint.offer, hint.says, hint.kind, hint.wording])}
            hint={hint}
          />
        ))}
      </ul>
      <p className={styles['note']}>{t('hints.note', { told })}</p>
    </>
  );
}

function HintLine({ hint }: { readonly hint: Hint }) {
  const { t } = useTranslation('common');
  const { language } = useLocale();
  const { kind, stands, told, yes, low, high } = hint;
  const offer = localText(hint.offer, language);
  const says = localText(hint.says, language);
  return (
    <li className={styles['hint']}>
      <span>{t(`hints.when.${kind}`, { offer, says })}</span>
      <strong className={styles['wording']}>{localText(hint.wording, language)}</strong>
      <span className={styles['note']}>
        {t(`hints.${stands}`, {
          told: countText(told),
          yes: countText(yes),
          low: Math.floor(100 * low),
          high: Math.ceil(100 * high),
        })}
      </span>
    </li>
  );
}
