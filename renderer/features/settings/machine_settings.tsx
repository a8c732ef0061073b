// What this computer shows and how large: the size of the text, and the customer's screen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Machine, TEXT_SIZES } from '#shared/contract/shell.ts';
import { machineQuery } from '#renderer/client/machine.ts';
import { useShell } from '#renderer/client/services.tsx';
import { Choice, Section } from './section.tsx';
import styles from './settings_page.module.css';

export function MachineSettings() {
  const { t } = useTranslation('settings');
  const shell = useShell();
  const cache = useQueryClient();
  const { data: machine } = useQuery(machineQuery(shell));
  const fixed = machine?.admin.set ?? {};
  const set = async (change: Promise<Machine>): Promise<void> => {
    cache.setQueryData(machineQuery(shell).queryKey, await change);
  };
  return (
    <>
      <Section title={t('textSize')}>
        <div className={styles['choices']} role="group" aria-label={t('textSize')}>
          {TEXT_SIZES.map((percent) => (
            <Choice
              key={percent}
              label={`${percent} %`}
              isChosen={machine?.textSize === percent}
              isFixed={fixed.textSize !== undefined}
              onChoose={() => void set(shell.setTextSize(percent))}
            />
          ))}
        </div>
        <p className={styles['note']}>{t('textSizeText')}</p>
      </Section>
      <Section title={t('display')}>
        <p className={styles['note']}>{t('displayText')}</p>
        <div className={styles['choices']} role="group" aria-label={t('display')}>
          <Choice
            label={t('displayOff')}
            isChosen={machine?.hasDisplay === false}
            isFixed={fixed.display !== undefined}
            onChoose={() => void set(shell.setDisplay(false))}
          />
          <Choice
            label={t('displayOn')}
            isChosen={machine?.hasDisplay === true}
            isFixed={fixed.display !== undefined}
            onChoose={() => void set(shell.setDisplay(true))}
          />
        </div>
        <p className={styles['note']} role="status">
          {machine !== undefined && t(machine.hasSecondScreen ? 'displaySecond' : 'displayTrial')}
        </p>
      </Section>
    </>
  );
}
