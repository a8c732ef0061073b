// Marks the document once a page is on the screen: `data-ready` for the first real page, `data-page` for the present one.
import { useEffect } from 'react';
import type { Route } from './route.ts';

/** `starting` is no page yet. `onPainted` is the place for work that the first picture must not wait for. */
export function usePainted(route: Route, onPainted: () => void): void {
  useEffect(() => {
    if (route === 'starting') return undefined;
    // The second frame begins after the first one was painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        document.documentElement.dataset['ready'] ??= route;
        document.documentElement.dataset['page'] = route;
        onPainted();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [route, onPainted]);
}
