import type { LiveView, ServerToConsole } from '@sila/contracts';

type LiveNews = Parameters<ServerToConsole['live:changed']>[0];

/** The room after it was told how one queue is now, and those of its people who changed. */
export function withNews(view: LiveView, { at, queue, people }: LiveNews): LiveView {
  const changed = new Map(people.map((person) => [person.id, person]));
  return {
    ...view,
    at,
    queues: view.queues.map((known) => (known.id === queue.id ? { ...known, ...queue } : known)),
    people: view.people.map((person) => changed.get(person.id) ?? person),
  };
}
