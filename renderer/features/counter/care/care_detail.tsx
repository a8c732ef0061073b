// One person of the care list: what it is about, the sentence in large type, when is a good time, and how it went.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import type { CareItem } from '#shared/contract/view_care.ts';
import type { CareOutcome } from '#shared/model/care.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { CARE_KEYS, COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { ChoiceRow } from '#renderer/ui/choice_row.tsx';
import { isOpenCare } from '../desk/care.ts';
import styles from './care_panel.module.css';
import { careText } from './care_words.ts';

const OUTCOMES = Object.keys(CARE_KEYS) as CareOutcome[];

export function CareDetail(props: {
  readonly item: CareItem;
  readonly today: Day;
  readonly onOutcome: (outcome: CareOutcome) => void;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation('care');
  const { language } = useLocale();
  const { item } = props;
  return (
    <article className={styles['detail']} aria-label={item.name}>
      <h3 className={styles['who']}>
        {item.name} <span className={styles['phone']}>{item.phone}</span>
      </h3>
      <p className={styles['about']}>
        {careText(t, item, props.today, language)}
        {item.done !== null && (
          <span className={styles['outcome']}>{t(`outcome.${item.done}`)}</span>
        )}
      </p>
      <div className={styles['say']}>
        <p className={styles['term']}>{t('say')}</p>
        <p className={styles['sentence']} data-testid="care-sentence">
          {localText(item.sentence, language)}
        </p>
      </div>
      {item.bestTime !== null && (
        <p className={styles['time']}>
          {t('bestTime', { time: localText(item.bestTime, language) })}
        </p>
      )}
      {isOpenCare(item) && (
        <ChoiceRow
          title={t('outcomeLabel')}
          choices={OUTCOMES.map((name) => ({
            name,
            key: CARE_KEYS[name],
            label: t(`outcome.${name}`),
          }))}
          primary="done"
          onChoose={props.onOutcome}
        />
      )}
      <Button variant="default" className={styles['open']} onClick={props.onOpen}>
        {t('open')}&ensp;
        <KeyHint label={COUNTER_KEYS.confirm} />
      </Button>
    </article>
  );
}
