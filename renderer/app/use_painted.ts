// Marks the document once a page is on the screen: `data-ready` for the first real page, `data-page` for the present one.
import { useEffect } from 'react';
import type { Route } from './route.ts';

/** `starting` is no page yet. `onPainted` is the place for work that the first picture must not wait for. */
export function usePainted(route: Route, onPainted: () => void): void {
  useEffect(() => {
    if (route === 'starting') return undefined;
    // What is posted at the beginning of a frame comes once the frame was painted.
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener('message', () => {
      port2.close();
      document.documentElement.dataset['ready'] ??= route;
      document.documentElement.dataset['page'] = route;
      onPainted();
    });
    port2.start();
    const frame = requestAnimationFrame(() => port1.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      port2.close();
    };
  }, [route, onPainted]);
}
