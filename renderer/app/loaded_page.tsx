// A page in a chunk of its own that stands with the key that asks for it, once the chunk is there.
import { type ComponentType, lazy, useState } from 'react';

/**
 * React draws nothing for a lazy page at first, be it loaded or not, and holds the page back for 300 ms once nothing was
 * drawn: letters typed behind the key would be lost. Loaded ahead, it is drawn at once.
 */
export function loadedPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> & { readonly preload: () => Promise<void> } {
  let loaded: ComponentType<Props> | null = null;
  const preload = async (): Promise<ComponentType<Props>> => (loaded ??= await load());
  const Lazy = lazy(async () => ({ default: await preload() }));
  function Page(props: Props) {
    // The same for as long as it stands: another would forget what was typed.
    const [Chosen] = useState<ComponentType<Props>>(() => loaded ?? Lazy);
    return <Chosen {...props} />;
  }
  return Object.assign(Page, {
    preload: async () => {
      await preload();
    },
  });
}
