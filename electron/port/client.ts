// The window's end of the port: a typed `send`, pushes, and a plain failure when the data process dies.
import { err, type Result } from '#shared/base/result.ts';
import type {
  CommandFailure,
  CommandInput,
  CommandName,
  CommandOutput,
} from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { Push, Reply, Request } from '#shared/contract/message.ts';
import type { Channel } from './channel.ts';

export type SendResult<N extends CommandName> = Result<
  CommandOutput<N>,
  CommandFailure<N> | CommonFailure
>;

export type Client = {
  /** Before the first channel is attached requests wait; after a channel is lost they fail with `data-down`. */
  send<N extends CommandName>(name: N, input: CommandInput<N>): Promise<SendResult<N>>;
  /** Returns how to stop listening. */
  onPush(listener: (push: Push) => void): () => void;
  /** A new channel serves from now on: what was read before may be stale. */
  onAttach(listener: () => void): () => void;
  /** The channel closed; requests fail until the next one. */
  onDetach(listener: () => void): () => void;
  /** Replaces the channel; what still waits on the old one fails with `data-down`. */
  attach(channel: Channel): void;
  detach(): void;
};

type Settle = (result: Reply['result']) => void;

export function createClient(first: Channel | null = null): Client {
  const waiting = new Map<number, Settle>();
  const early: Request[] = [];
  const pushes = new Set<(push: Push) => void>();
  const attaches = new Set<() => void>();
  const detaches = new Set<() => void>();
  let state: 'new' | 'lost' | Channel = 'new';
  let lastId = 0;

  const failWaiting = (): void => {
    const settles = [...waiting.values()];
    waiting.clear();
    for (const settle of settles) settle(err({ type: 'data-down' }));
  };

  const receive = (message: Reply | Push): void => {
    if (message.kind === 'push') {
      for (const listener of pushes) listener(message);
      return;
    }
    const settle = waiting.get(message.id);
    waiting.delete(message.id);
    settle?.(message.result);
  };

  const lose = (channel: Channel): void => {
    if (state !== channel) return;
    state = 'lost';
    failWaiting();
    for (const listener of detaches) listener();
  };

  const client: Client = {
    send: <N extends CommandName>(name: N, input: CommandInput<N>) =>
      new Promise<SendResult<N>>((resolve) => {
        if (state === 'lost') {
          resolve(err({ type: 'data-down' }));
          return;
        }
        lastId += 1;
        const request: Request = { kind: 'request', id: lastId, command: name, input };
        // The data process is built with this window and answers by the contract.
        waiting.set(request.id, (result) => resolve(result as SendResult<N>));
        if (state === 'new') early.push(request);
        else state.send(request);
      }),
    onPush: (listener) => subscribe(pushes, listener),
    onAttach: (listener) => subscribe(attaches, listener),
    onDetach: (listener) => subscribe(detaches, listener),
    attach(channel) {
      if (state === 'new') {
        for (const request of early.splice(0)) channel.send(request);
      } else {
        client.detach();
      }
      state = channel;
      // Messages of a channel that was replaced in the meantime are dropped.
      channel.onMessage((message) => {
        if (state === channel) receive(message as Reply | Push);
      });
      channel.onClose(() => lose(channel));
      for (const listener of attaches) listener();
    },
    detach() {
      if (state === 'new' || state === 'lost') return;
      const channel = state;
      lose(channel);
      channel.close();
    },
  };
  if (first !== null) client.attach(first);
  return client;
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
