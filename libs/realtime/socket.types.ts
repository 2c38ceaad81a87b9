import type { SessionStaff } from '@sila/access';
import type { ConsoleToServer, ServerToConsole, ServerToVisitor, VisitorToServer } from '@sila/contracts';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { VisitorOfToken } from './realtime.ports.js';

/** What a console's socket carries. */
export interface ConsoleData {
  /** The person as they were when their rights were last asked. */
  staff: SessionStaff;
  /** Whether this console has the supervisor's room open. */
  watchesLive?: boolean;
}

/** What a visitor's socket carries. */
export interface VisitorData {
  visitor: VisitorOfToken;
}

export type ConsoleSocket = Socket<ConsoleToServer, ServerToConsole, DefaultEventsMap, ConsoleData>;
export type ConsoleNamespace = Namespace<ConsoleToServer, ServerToConsole, DefaultEventsMap, ConsoleData>;
export type VisitorSocket = Socket<VisitorToServer, ServerToVisitor, DefaultEventsMap, VisitorData>;
export type VisitorNamespace = Namespace<VisitorToServer, ServerToVisitor, DefaultEventsMap, VisitorData>;

/** Names of rooms. Who is in one was let in by the policy. */
export const room = {
  conversation: (id: string): string => `conversation:${id}`,
  staff: (id: string): string => `staff:${id}`,
  queue: (id: string): string => `queue:${id}`,
  /** Consoles that have the supervisor's room open, all of them; those that see a queue there; those that see every queue. */
  live: 'live',
  liveQueue: (id: string): string => `live:${id}`,
  liveEverything: 'live:*',
  visitor: ({ channelAccountId, visitorId }: VisitorOfToken): string =>
    `visitor:${channelAccountId}:${visitorId}`,
} as const;

/** The sockets of this process in a room. */
export function socketsIn<S extends ConsoleNamespace | VisitorNamespace>(
  namespace: S,
  name: string,
): NonNullable<ReturnType<S['sockets']['get']>>[] {
  const sockets: NonNullable<ReturnType<S['sockets']['get']>>[] = [];
  for (const id of namespace.adapter.rooms.get(name) ?? []) {
    const socket = namespace.sockets.get(id);
    if (socket) sockets.push(socket as NonNullable<ReturnType<S['sockets']['get']>>);
  }
  return sockets;
}

/** True when somebody of this process is in the room. */
export function hasSocketIn(namespace: ConsoleNamespace | VisitorNamespace, name: string): boolean {
  return (namespace.adapter.rooms.get(name)?.size ?? 0) > 0;
}
