// The entry of HQ's page in a browser: words, colours, the cache, and the page.
import '#renderer/app/styles/tokens.css';
import '#renderer/app/styles/global.css';
import './selectable.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createFigureCache, prefetchFirst } from './figure_cache.ts';
import { HqApp } from './hq_app.tsx';
import { readLanguage } from './settings.ts';
import { createWords } from './words.ts';

const cache = createFigureCache();
prefetchFirst(cache);
const words = await createWords(readLanguage());
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <I18nextProvider i18n={words}>
    <QueryClientProvider client={cache}>
      <HqApp />
    </QueryClientProvider>
  </I18nextProvider>,
);
