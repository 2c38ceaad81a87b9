import type { BehindFigure, ReportFilter, StaffingQuery, View } from '@sila/contracts';

/** What decides which conversations a list shows. */
export interface ListFilter {
  readonly view: View;
  readonly queue?: string | undefined;
  readonly q?: string | undefined;
}

/** Names of everything in the query cache. Events of the socket invalidate by these. */
export const keys = {
  me: ['me'] as const,
  lists: ['conversations'] as const,
  list: (filter: ListFilter) => ['conversations', filter] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  threads: ['thread'] as const,
  decisions: (id: string) => ['conversation', id, 'decisions'] as const,
  thread: (id: string) => ['thread', id] as const,
  edits: (messageId: string, editedAt: string | null) => ['edits', messageId, editedAt] as const,
  allPeople: ['people'] as const,
  people: (q: string) => ['people', 'found', q] as const,
  person: (id: string) => ['people', 'one', id] as const,
  letters: ['letters'] as const,
  letterList: (view: string, reference: string) => ['letters', view, reference] as const,
  letter: (id: string) => ['letters', 'one', id] as const,
  calls: ['calls'] as const,
  phoneLines: ['phone-lines'] as const,
  currentCall: ['calls', 'current'] as const,
  call: (id: string) => ['calls', 'one', id] as const,
  callbacks: ['callbacks'] as const,
  callbackList: (view: string) => ['callbacks', view] as const,
  reception: ['reception'] as const,
  interviews: (conversationId: string) => ['interviews', conversationId] as const,
  interview: (id: string) => ['interview', id] as const,
  live: ['live'] as const,
  allBehind: ['behind'] as const,
  behind: (figure: BehindFigure, count: number) => ['behind', figure, count] as const,
  report: (filter: ReportFilter) => ['reports', filter] as const,
  reportRows: (filter: ReportFilter) => ['reports', 'rows', filter] as const,
  staffing: (query: StaffingQuery) => ['reports', 'staffing', query] as const,
  topics: ['topics'] as const,
  queues: ['queues'] as const,
  colleagues: ['colleagues'] as const,
  staff: ['staff'] as const,
  skills: ['skills'] as const,
  channels: ['channels'] as const,
  channelKinds: ['channel-kinds'] as const,
  channelHealth: ['channel-health'] as const,
  settings: (name: 'association' | 'routing' | 'forms' | 'work' | 'promises') => ['settings', name] as const,
  deadLetters: ['dead-letters'] as const,
};

/** Keys that a `directory:changed` event makes stale. */
export const directoryKeys = [
  keys.topics,
  keys.queues,
  keys.colleagues,
  keys.staff,
  keys.skills,
  keys.channels,
  keys.phoneLines,
  keys.channelHealth,
  ['settings'],
  keys.me,
] as const;
