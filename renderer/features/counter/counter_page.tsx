// The counter: find the customer, say one sentence, record the answer, finish, next. Beside it draws and the care of the day.
import { lazy, memo, Suspense, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { dayOfInstant } from '#shared/base/month.ts';
import type { PaperChoice } from '#shared/contract/view_paper.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import type { Branch } from '#shared/model/branch.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useMinute } from '#renderer/ui/use_now.ts';
import { useCare } from '#renderer/client/care.ts';
import { careToDo } from './desk/care.ts';
import type { Person } from './desk/counter.ts';
import { CarePanel } from './care/care_panel.tsx';
import styles from './counter_page.module.css';
import { CustomerPage } from './customer_page.tsx';
import { DeskStrip, WAITING_KEYS } from './desk_strip.tsx';
import { DrawPanel } from './draw/draw_panel.tsx';
import { FindBox, type Finder } from './find/find_box.tsx';
import { HowToSearch } from './find/how_to_search.tsx';
import { Tour } from './tour.tsx';
import { WalkInPage } from './walk_in_page.tsx';
import { paperOf } from './desk/paper_choice.ts';
import { useCounter } from './desk/use_counter.ts';
import { useFolds } from './desk/use_folds.ts';
import { useBeforePress } from './use_before_press.ts';
import { useDisplay } from './use_display.ts';
import { useScans } from './use_scans.ts';

const PaperDialog = lazy(async () => ({
  default: (await import('./paper/paper_dialog.tsx')).PaperDialog,
}));

type CounterPageProps = {
  readonly branch: Branch;
  /** The errand is shown before the first customer. */
  readonly isNewHere: boolean;
};

/** Not made anew with each push of the device's state, of which it follows little. */
export const CounterPage = memo(function CounterPage({ branch, isNewHere }: CounterPageProps) {
  const { t } = useTranslation(['counter', 'common', 'care', 'draw']);
  const { language, timeZone } = useLocale();
  const controls = useCounter();
  const { served, done, draw } = controls.counter;
  const folds = useFolds(served?.key ?? null);
  const { waiting } = controls;
  const today = dayOfInstant(useMinute(), timeZone);
  const care = useCare(today);
  /** What was called up over the customer, and the visit whose draws were put off. */
  const [over, setOver] = useState<'care' | 'draw' | null>(null);
  const [putOff, setPutOff] = useState<string | null>(null);
  const [paper, setPaper] = useState<PaperChoice | null>(null);
  const toPaper = (): void => setPaper(paperOf(controls.counter, language));

  const isDrawing =
    draw !== null &&
    over !== 'care' &&
    (over === 'draw' || (served === null && putOff !== draw.visit));
  useDisplay(controls, branch, isDrawing);
  const finder = useRef<Finder>(null);
  const lookUp = (text: string): void => finder.current?.lookUp(text);
  useBeforePress(controls.showOpened);
  useScans(served !== null && served.errand === null, ({ text, since, place }) => {
    // Behind a dialog no field can take the focus.
    flushSync(() => {
      setPaper(null);
      controls.forgetScan(since);
    });
    if (place === 'search') finder.current?.openFirst();
    else lookUp(text);
  });

  const isBusy = served !== null || isDrawing || over === 'care';
  const toCare = (): void => {
    if (over !== 'care') care.refresh();
    controls.cancelConsent();
    setOver(over === 'care' ? null : 'care');
  };
  const open = (id: Person, name: string, onShow?: () => void): void =>
    void controls.open(id, name, () => {
      setOver(null);
      onShow?.();
    });

  const resume = (visit: WaitingVisit): void => {
    setOver(null);
    controls.cancelConsent();
    void controls.resume(visit);
  };

  useKeys((press) => {
    if (press.ctrl && press.key === 'k') {
      toCare();
      return true;
    }
    if (press.ctrl && press.key === 'p') {
      toPaper();
      return true;
    }
    const number = press.ctrl && !press.alt ? Number(press.key) : Number.NaN;
    if (number >= 1 && number <= WAITING_KEYS) {
      const visit = waiting[number - 1];
      if (visit !== undefined) resume(visit);
      return true;
    }
    // Nobody is being served: the message about the visit just done still takes its undo.
    const isUndo = press.ctrl && press.key === 'z' && !hasText(press.field);
    if (!isUndo || done === null || served !== null) return false;
    void controls.undo();
    return true;
  });

  const toDo = care.list === null ? 0 : careToDo(care.list.items) + care.list.more;
  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <div className={styles['start']}>
          <h1 className={styles['brand']}>
            <strong>{t('common:product')}</strong>
            <span className={styles['branch']}>{localText(branch.name, language)}</span>
          </h1>
          <button
            type="button"
            className={styles['care']}
            aria-expanded={over === 'care'}
            onClick={toCare}
          >
            {t('care:title')} {toDo > 0 && <strong className={styles['count']}>{toDo}</strong>}{' '}
            <KeyHint label={COUNTER_KEYS.care} />
          </button>
        </div>
        <FindBox
          hasCustomer={isBusy}
          ref={finder}
          onOpen={(hit, onShow) => open(hit.id, hit.name, onShow)}
          onWalkIn={(phone, onShow) => open(phone, '', onShow)}
          onLeave={() => document.querySelector<HTMLElement>(BODY)?.focus()}
        />
      </header>
      <DeskStrip
        waiting={waiting}
        done={done}
        draw={draw !== null && draw.left > 0 && !isDrawing ? draw : null}
        today={today}
        onResume={resume}
        onDraw={() => {
          controls.cancelConsent();
          setPutOff(null);
          setOver('draw');
        }}
        onUndo={() => void controls.undo()}
        onPaper={toPaper}
      />
      <div className={styles['body']}>
        {over === 'care' ? (
          <CarePanel
            list={care.list}
            failure={care.failure}
            today={today}
            onOpen={(item) => open(item.customer, item.name)}
            onClose={() => setOver(null)}
          />
        ) : isDrawing ? (
          <DrawPanel
            key={draw.visit}
            desk={draw}
            onType={(text) => controls.actDraw({ type: 'type', text })}
            onDraw={(before) => void controls.draw(before)}
            onAgain={() => controls.actDraw({ type: 'again' })}
            onPaper={toPaper}
            onEnd={() => {
              setOver(null);
              if (draw.left > 0) setPutOff(draw.visit);
              else controls.endDraw();
            }}
          />
        ) : served === null ? (
          isNewHere ? (
            <Tour />
          ) : (
            <HowToSearch />
          )
        ) : typeof served.id === 'string' ? (
          <WalkInPage
            key={served.key}
            served={served}
            phone={served.id}
            controls={controls}
            today={today}
            onLookUp={lookUp}
          />
        ) : (
          <CustomerPage
            key={served.key}
            served={served}
            id={served.id}
            controls={controls}
            folds={folds}
            today={today}
            onLookUp={lookUp}
            onPaper={toPaper}
          />
        )}
      </div>
      {paper !== null && (
        <Suspense>
          <PaperDialog choice={paper} onClose={() => setPaper(null)} />
        </Suspense>
      )}
    </div>
  );
});

/** What takes the keys below the search box. */
const BODY = '[data-testid=errand], [data-testid=care], [data-testid=draw]';

/** Ctrl+Z in a field with text in it is the field's own. */
const hasText = (field: string | null): boolean =>
  field !== null &&
  document.activeElement instanceof HTMLInputElement &&
  document.activeElement.value !== '';
