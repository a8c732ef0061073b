// Marks the document once a page is on the screen: `data-ready` for the first real page, `data-page` for the present one.
import { useEffect } from 'react';
import type { Route } from './route.ts';

export function usePainted(route: Route): void {
  useEffect(() => {
    if (route === 'starting') return undefined;
    // The second frame begins after the first one was painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        document.documentElement.dataset['ready'] ??= route;
        document.documentElement.dataset['page'] = route;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [route]);
}
