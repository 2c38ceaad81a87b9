import type { ConsoleToServer, ServerToConsole } from '@sila/contracts';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

export type ConsoleSocket = Socket<ServerToConsole, ConsoleToServer>;

/** The socket of the console, not connected yet. The namespace and path are those of the contracts. */
export function makeSocket(): ConsoleSocket {
  return io('/console', {
    path: '/socket.io',
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 0.5,
    autoConnect: false,
  });
}
