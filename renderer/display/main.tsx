// The entry of the customer's screen: the port to the counter's page, words, and what is on show.
import '#renderer/app/styles/tokens.css';
import '#renderer/app/styles/global.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Channel } from '#electron/port/channel.ts';
import { onDisplayPort } from '#electron/port/window_port.ts';
import { type DisplayFrame, displayFrameSchema } from '#shared/contract/display.ts';
import { DisplayScreen } from './display_screen.tsx';
import { createDisplayWords, speak } from './words.ts';

const element = document.querySelector('#root');
if (element === null) throw new Error('index.html has no #root');
const root = createRoot(element);
const words = createDisplayWords();

let present: Channel | null = null;
onDisplayPort(window, (channel) => {
  present = channel;
  // The counter's page has gone, or was locked away with its process: nothing of a customer stays.
  channel.onClose(() => {
    if (present === channel) render(null);
  });
  channel.onMessage((message) => {
    const frame = displayFrameSchema.safeParse(message);
    if (present === channel) render(frame.success ? frame.data : null);
  });
});

function render(frame: DisplayFrame | null): void {
  if (frame !== null) speak(words, frame.language);
  root.render(
    frame === null ? null : (
      <I18nextProvider i18n={words}>
        <DisplayScreen frame={frame} onSays={(says) => present?.send(says)} />
      </I18nextProvider>
    ),
  );
}
