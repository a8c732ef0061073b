import { expect, it } from 'vitest';
import type { DisplayFrame } from '#shared/contract/display.ts';
import { createDisplayLink } from './display.ts';

const frame = (show: DisplayFrame['show']): DisplayFrame => ({
  language: 'en',
  currency: 'CNY',
  branch: { zh: '城关营业厅', en: 'Chengguan' },
  show,
});
const thanks = frame({ kind: 'thanks', prepaid: null, gifts: [], pointsEarned: 0, draws: 0 });

const nobody = (): void => undefined;

function screen() {
  const shown: unknown[] = [];
  let touch: (message: unknown) => void = nobody;
  return {
    shown,
    touch: (message: unknown) => touch(message),
    channel: {
      send: (message: unknown) => shown.push(message),
      onMessage: (listener: (message: unknown) => void) => (touch = listener),
      onClose: () => undefined,
      close: () => undefined,
    },
  };
}

it('a screen that comes later shows what is on show, each thing once', () => {
  const link = createDisplayLink();
  link.show(thanks);
  const { shown, channel } = screen();
  link.attach(channel);
  link.show({ ...thanks });
  link.blank();
  expect(shown).toEqual([thanks, frame({ kind: 'greeting' })]);
});

it('greets before anybody signed in, and never over what is shown', () => {
  const { show: _show, ...of } = thanks;
  const early = createDisplayLink();
  const { shown, channel } = screen();
  early.attach(channel);
  early.greet(of);
  early.show(thanks);
  early.greet(of);
  expect(shown).toEqual([frame({ kind: 'greeting' }), thanks]);
});

it('hears touches of its present screen only, and nothing else', () => {
  const link = createDisplayLink();
  const heard: unknown[] = [];
  const stop = link.onSays((says) => heard.push(says));
  const [first, second] = [screen(), screen()];
  link.attach(first.channel);
  first.touch({ key: 'a', says: 'yes' });
  first.touch({ key: 'a', says: 'perhaps' });
  first.touch({ key: 'a', says: 'yes', customer: 1 });
  link.attach(second.channel);
  first.touch({ key: 'a', says: 'no' });
  stop();
  second.touch({ key: 'a', says: 'no' });
  expect(heard).toEqual([{ key: 'a', says: 'yes' }]);
});
