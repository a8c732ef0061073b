// What this computer shows and how large: the size of the text, and the customer's screen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Machine, TEXT_SIZES } from '#shared/contract/shell.ts';
import { machineQuery } from '#renderer/client/machine.ts';
import { useShell } from '#renderer/client/services.tsx';
import { Choice } from './section.tsx';
import styles from './settings_page.module.css';

export function TextSizeChoice() {
  const { t } = useTranslation('settings');
  const { machine, set, shell } = useMachine();
  return (
    <>
      <div className={styles['choices']} role="group" aria-label={t('textSize')}>
        {TEXT_SIZES.map((percent) => (
          <Choice
            key={percent}
            label={`${percent} %`}
            isChosen={machine?.textSize === percent}
            isFixed={machine?.admin.set.textSize !== undefined}
            onChoose={() => set(shell.setTextSize(percent))}
          />
        ))}
      </div>
      <p className={styles['note']}>{t('textSizeText')}</p>
    </>
  );
}

export function DisplayChoice() {
  const { t } = useTranslation('settings');
  const { machine, set, shell } = useMachine();
  const isFixed = machine?.admin.set.display !== undefined;
  return (
    <>
      <p className={styles['note']}>{t('displayText')}</p>
      <div className={styles['choices']} role="group" aria-label={t('display')}>
        <Choice
          label={t('displayOff')}
          isChosen={machine?.hasDisplay === false}
          isFixed={isFixed}
          onChoose={() => set(shell.setDisplay(false))}
        />
        <Choice
          label={t('displayOn')}
          isChosen={machine?.hasDisplay === true}
          isRepeatable={machine?.hasSecondScreen === false}
          isFixed={isFixed}
          onChoose={() => set(shell.setDisplay(true))}
        />
      </div>
      <p className={styles['note']} role="status">
        {machine !== undefined && t(machine.hasSecondScreen ? 'displaySecond' : 'displayTrial')}
      </p>
    </>
  );
}

function useMachine() {
  const shell = useShell();
  const cache = useQueryClient();
  const { data: machine } = useQuery(machineQuery(shell));
  const set = (change: Promise<Machine>): void =>
    void change.then((next) => cache.setQueryData(machineQuery(shell).queryKey, next));
  return { shell, machine, set };
}
