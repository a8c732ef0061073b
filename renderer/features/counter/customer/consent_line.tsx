// Whether anything may be recommended to this customer, and the key that notes what was said: quiet until it is pressed.
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { listText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import type { Consent } from '../desk/consent.ts';
import styles from './consent_line.module.css';

export function ConsentLine({
  by,
  untold,
  consent,
  onPress,
}: {
  readonly by: CustomerView['optedOutBy'];
  readonly untold: CustomerView['untold'];
  readonly consent: Consent;
  readonly onPress: () => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const now = by === null ? 'open' : 'out';
  const words = consent.isAsked
    ? t(`customer.consent.ask.${now}`, { key: COUNTER_KEYS.consentSure })
    : by === 'hq'
      ? t('customer.consent.hq')
      : consent.noted !== null || by !== null
        ? t(`customer.consent.said.${now}`)
        : untold.length > 0
          ? t('customer.consent.untold', {
              what: listText(
                untold.map((field) => t(`customer.consent.of.${field}`)),
                language,
              ),
            })
          : null;
  return (
    <p
      className={styles['line']}
      data-testid="consent"
      data-warm={consent.isAsked || by !== null}
      data-asked={consent.isAsked}
    >
      <span role="status">{words}</span>
      {by !== 'hq' && (
        <button
          type="button"
          className={styles['button']}
          // The mouse leaves the focus where it was: the next Enter is the errand's, never a second press.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onPress}
        >
          {t(consent.isAsked ? 'customer.consent.confirm' : `customer.consent.do.${now}`)}{' '}
          <KeyHint label={consent.isAsked ? COUNTER_KEYS.consentSure : COUNTER_KEYS.consent} />
        </button>
      )}
    </p>
  );
}
