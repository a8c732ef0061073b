import { type ComponentType, createElement, Suspense } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { loadedPage } from './loaded_page.tsx';

const Visits = ({ day }: { readonly day: string }) => createElement('h1', null, `Visits of ${day}`);

const drawn = (Page: ComponentType<{ readonly day: string }>): string =>
  renderToStaticMarkup(
    createElement(Suspense, { fallback: 'nothing yet' }, createElement(Page, { day: 'today' })),
  );

test('a page that was loaded ahead is drawn at once, and one that was not has to be waited for', async () => {
  const Page = loadedPage(async () => Visits);
  expect(drawn(Page)).toContain('nothing yet');
  await Page.preload();
  expect(drawn(Page)).toBe('<h1>Visits of today</h1>');
});

test('a page is asked for once, and again only where its chunk could not be read', async () => {
  let asked = 0;
  const Page = loadedPage(async () => {
    asked += 1;
    if (asked === 1) throw new Error('not read');
    return Visits;
  });
  await expect(Page.preload()).rejects.toThrow('not read');
  await Page.preload();
  await Page.preload();
  expect(asked).toBe(2);
});
