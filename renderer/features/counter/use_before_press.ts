// What has to stand there before a key or a click is heard by anything else on the page.
import { useEffectEvent, useLayoutEffect } from 'react';

/** Call it before whatever listens to keys on its way down. */
export function useBeforePress(run: () => void): void {
  const onPress = useEffectEvent(run);
  useLayoutEffect(() => {
    const listener = (): void => onPress();
    window.addEventListener('keydown', listener, true);
    window.addEventListener('pointerdown', listener, true);
    return () => {
      window.removeEventListener('keydown', listener, true);
      window.removeEventListener('pointerdown', listener, true);
    };
  }, []);
}
