// Before anything is typed: what one may type.
import { useTranslation } from 'react-i18next';
import styles from './how_to_search.module.css';

const WAYS = [
  ['phone', 'phoneExample'],
  ['lastFour', 'lastFourExample'],
  ['name', 'nameExample'],
  ['pinyin', 'pinyinExample'],
  ['account', 'accountExample'],
] as const;

export function HowToSearch() {
  const { t } = useTranslation('counter');
  return (
    <dl className={styles['ways']}>
      {WAYS.map(([name, example]) => (
        <div key={name} className={styles['way']}>
          <dt>{t(`find.how.${name}`)}</dt>
          <dd>{t(`find.how.${example}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
