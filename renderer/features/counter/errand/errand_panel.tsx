// The middle of the customer page: purpose, amount, the sentence, the answer, the finish. Keys first, buttons second.
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/base/month.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { fieldOf, useKeys } from '#renderer/ui/use_keys.ts';
import type { Served } from '../desk/counter.ts';
import type { CounterControls } from '../desk/controls.ts';
import {
  chosenPurpose,
  type Errand,
  isAmountFirst,
  isAnswered,
  isPrepaidTyped,
  shownProposal,
  type Step,
} from '../desk/errand.ts';
import type { ErrandCommand } from '../desk/errand_keys.ts';
import { hasCard } from '../desk/paper_choice.ts';
import { pressErrand } from '../desk/press_errand.ts';
import { Prizes } from '../draw/prizes.tsx';
import { runCommand } from '../desk/run_command.ts';
import { AmountForm } from './amount_form.tsx';
import { AnswerStep } from './answer_step.tsx';
import { DockLine } from './dock_line.tsx';
import { ErrandMessages } from './errand_messages.tsx';
import styles from './errand_panel.module.css';
import { GiftException } from './gift_exception.tsx';
import { FinishStep } from './finish_step.tsx';
import { OtherSentences } from './other_sentences.tsx';
import { PurposeBar } from './purpose_bar.tsx';
import { SentenceCard } from './sentence_card.tsx';
import { SilenceCard } from './silence_card.tsx';
import { VerdictList, VerdictsToggle } from './verdict_list.tsx';

export function ErrandPanel(props: {
  readonly served: Served;
  readonly errand: Errand;
  readonly controls: CounterControls;
  readonly today: Day;
  readonly onReveal: () => void;
  /** The customer file. */
  readonly onFile: () => void;
  readonly onMore: () => void;
  readonly onCareSaid: () => void;
  readonly onNote: () => void;
  /** Into the search box. */
  readonly onLookUp: (text: string) => void;
  /** Of the sentence that was answered; left out where there is none. */
  readonly onPaper?: () => void;
}) {
  const { t } = useTranslation('counter');
  const { language } = useLocale();
  const { served, errand, controls } = props;
  const { view, step } = errand;
  const panel = useRef<HTMLDivElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const prepaid = useRef<HTMLInputElement>(null);
  const purpose = chosenPurpose(errand);
  const enter = (at: Step): void => {
    const field = at === 'amount' ? amount.current : at === 'finish' ? prepaid.current : null;
    (field ?? panel.current)?.focus();
    // What was decided on is typed over, as is an amount of before; what was typed ahead goes on.
    const isTypedAhead =
      at === 'amount'
        ? view.purpose === 'top-up' && view.intended === null
        : isPrepaidTyped(errand);
    if (!isTypedAhead) field?.select();
  };
  const enterStep = useEffectEvent((at: Step) => {
    // Who is looking for the next customer goes on typing there.
    if (!isLookingUp(document.activeElement)) enter(at);
  });
  useLayoutEffect(() => enterStep(step), [step]);

  const run = (command: ErrandCommand, at = performance.now()): void =>
    runCommand(command, { ...props, focusField: () => enter(step), at });
  useKeys((press) =>
    pressErrand(press, {
      errand,
      controls,
      run: (command) => run(command, press.at),
      onLookUp: props.onLookUp,
    }),
  );

  const confirm = (): void => run({ type: step === 'amount' ? 'confirm-amount' : 'finish' });
  const proposal = shownProposal(errand);
  const isWalkIn = view.customer === null;
  const hasAmountFirst = isAmountFirst(errand);
  const hasVerdicts = !isWalkIn && !hasAmountFirst;
  const isSaying = proposal !== null && !hasAmountFirst;
  const said = isSaying ? localText(proposal.sentence, language) : '';
  return (
    <div
      ref={panel}
      className={styles['panel']}
      tabIndex={-1}
      role="group"
      aria-label={t('errand')}
      data-testid="errand"
      data-step={step}
    >
      <PurposeBar purpose={purpose} onChoose={controls.choosePurpose} />
      <div className={styles['amount']}>
        {purpose === 'top-up' && (
          <AmountForm
            errand={errand}
            field={amount}
            onType={(text) => controls.act({ type: 'amount', text })}
            onPause={() => controls.settleAmount(true)}
            onQuick={(whole) => run({ type: 'quick-amount', whole })}
            onFocus={() => {
              if (step !== 'amount' && !isAnswered(view)) {
                controls.act({ type: 'step', step: 'amount' });
              }
            }}
          />
        )}
      </div>
      <p className="visually-hidden" role="status" data-testid="announced">
        {said}
      </p>
      <div className={styles['middle']}>
        <div className={styles['scroll']} data-scrolls>
          {hasAmountFirst ? (
            <p className={styles['first']}>{t('sentence.afterAmount')}</p>
          ) : proposal === null ? (
            <SilenceCard silence={view.silence} isWalkIn={isWalkIn} />
          ) : (
            <SentenceCard
              key={`${view.decision} ${errand.shown}`}
              proposal={proposal}
              hasObjections={errand.hasObjections}
              hasPrizes={errand.hasPrizes}
              objection={errand.objection}
              onObjections={() => run({ type: 'objections' })}
              onRaised={(place) => run({ type: 'raised', place })}
              onPrizes={() => run({ type: 'prizes' })}
            />
          )}
          {isSaying && view.silence !== null && (
            <p className={styles['quiet']} data-silence={view.silence.code}>
              {localText(view.silence.reason, language)}
            </p>
          )}
          {errand.hasPrizes && isSaying && proposal.draws !== null && (
            <Prizes lottery={proposal.draws.lottery} />
          )}
          {step !== 'finish' && !hasAmountFirst && !errand.hasObjections && (
            <OtherSentences
              proposals={view.proposals}
              shown={errand.shown}
              onShow={(index) => controls.act({ type: 'show', index })}
            />
          )}
          {hasVerdicts && errand.hasVerdicts && (
            <VerdictList
              verdicts={view.verdicts}
              parts={isSaying && proposal.promotional ? proposal.parts : null}
              offerNames={view.offerNames}
            />
          )}
        </div>
        <ErrandMessages errand={errand} failure={served.failure} />
      </div>
      <div className={styles['dock']}>
        <DockLine
          onPaper={props.onPaper !== undefined && hasCard(errand) ? props.onPaper : null}
          errand={errand}
          today={props.today}
          onUndo={() => run({ type: 'undo' })}
          onYes={confirm}
        >
          {hasVerdicts && (
            <VerdictsToggle
              verdicts={view.verdicts}
              isOpen={errand.hasVerdicts}
              onToggle={() => run({ type: 'verdicts' })}
            />
          )}
        </DockLine>
        {step === 'finish' ? (
          <FinishStep
            errand={errand}
            field={prepaid}
            onPrepaid={(text) => controls.act({ type: 'prepaid', text })}
            onGift={(gift) => controls.act({ type: 'gift', gift })}
            onMatter={(reason) => run({ type: 'matter', reason })}
            onMatterWords={(text) => controls.act({ type: 'matter-words', text })}
            onFinish={() => run({ type: 'finish' })}
            onException={() => run({ type: 'exception' })}
          />
        ) : (
          isSaying && (
            <AnswerStep
              errand={errand}
              isCare={!proposal.promotional}
              today={props.today}
              onCommand={run}
              onLaterText={(text) => controls.act({ type: 'later', text })}
            />
          )
        )}
      </div>
      {errand.isExcepting && view.customer !== null && (
        <GiftException
          errand={errand}
          customer={view.customer}
          onApprove={controls.finishWithException}
          onClose={() => controls.act({ type: 'except', isExcepting: false })}
        />
      )}
    </div>
  );
}

const isLookingUp = (focused: Element | null): boolean =>
  fieldOf(focused) === 'search' && focused instanceof HTMLInputElement && focused.value !== '';
