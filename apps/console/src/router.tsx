import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import type { Me, View } from '@sila/contracts';
import { meQuery } from './api/index.js';
import { InboxPage } from './inbox/inbox.page.js';
import { may } from './shell/access.js';
import { AppShell } from './shell/app.shell.js';
import { NotFound, RouteError, RoutePending } from './shell/route.states.js';

interface RouterContext {
  readonly client: QueryClient;
}

const VIEW_NAMES: readonly View[] = ['mine', 'unassigned', 'all', 'closed'];

/** What the address of the inbox holds beside the conversation. */
export interface InboxSearch {
  readonly view?: View;
  readonly queue?: string;
  readonly q?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = VIEW_NAMES.find((name) => name === search['view']);
  const queue = text(search['queue']);
  const q = text(search['q']);
  return { ...(view && { view }), ...(queue && { queue }), ...(q && { q }) };
}

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = text(search['to']);
    return to?.startsWith('/') && !to.startsWith('//') ? { to } : {};
  },
  component: lazyRouteComponent(() => import('./sign-in/sign-in.page.js'), 'SignInPage'),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('./sign-in/invite.page.js'), 'InvitePage'),
});

/** The television of a waiting room: whoever has the link with its key. */
const waitingRoom = createRoute({
  getParentRoute: () => root,
  path: '/waiting-room/$id',
  component: lazyRouteComponent(() => import('./waiting-room/waiting-room.page.js'), 'WaitingRoomPage'),
});

/** Everything behind the sign-in. A password that must be changed comes before all else. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData<Me | null>(meQuery);
    if (!me) throw redirect({ to: '/sign-in', search: { to: location.href } });
    if (me.mustChangePassword) throw redirect({ to: '/password' });
  },
  component: AppShell,
});

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  beforeLoad: async ({ context }) => {
    if (!(await context.client.ensureQueryData<Me | null>(meQuery))) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./sign-in/password.page.js'), 'PasswordPage'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.client.ensureQueryData<Me | null>(meQuery);
    if (me && !may(me, 'conversation.read')) throw redirect({ to: '/live' });
    throw redirect({ to: '/inbox/{-$id}', params: { id: undefined } });
  },
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox/{-$id}',
  validateSearch: inboxSearch,
  component: InboxPage,
});

type Page = Parameters<typeof lazyRouteComponent>[0];

const page = <Path extends string>(path: Path, load: Page, name: string) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load, name) });

const tree = root.addChildren([
  signIn,
  invite,
  waitingRoom,
  password,
  shell.addChildren([
    home,
    inbox,
    page('/reception', () => import('./pages/reception/reception.page.js'), 'ReceptionPage'),
    page('/letters', () => import('./pages/letters/letters.page.js'), 'LettersPage'),
    page('/letters/$id', () => import('./pages/letters/letter.page.js'), 'LetterPage'),
    page('/callbacks', () => import('./pages/callbacks/callbacks.page.js'), 'CallbacksPage'),
    page('/live', () => import('./pages/live/live.page.js'), 'LivePage'),
    page('/reports', () => import('./pages/reports/reports.page.js'), 'ReportsPage'),
    page('/staff', () => import('./pages/staff/staff.page.js'), 'StaffPage'),
    page('/queues', () => import('./pages/queues/queues.page.js'), 'QueuesPage'),
    page('/skills', () => import('./pages/skills/skills.page.js'), 'SkillsPage'),
    page('/work', () => import('./pages/work/work.page.js'), 'WorkPage'),
    page('/promises', () => import('./pages/promises/promises.page.js'), 'PromisesPage'),
    page('/channels', () => import('./pages/channels/channels.page.js'), 'ChannelsPage'),
    page(
      '/channel-health',
      () => import('./pages/channel-health/channel-health.page.js'),
      'ChannelHealthPage',
    ),
    page('/routing', () => import('./pages/routing/routing.page.js'), 'RoutingPage'),
    page('/settings', () => import('./pages/settings/settings.page.js'), 'SettingsPage'),
    page('/forms', () => import('./pages/forms/forms.page.js'), 'FormsPage'),
    page('/dead-letters', () => import('./pages/dead-letters/dead-letters.page.js'), 'DeadLettersPage'),
    page('/me', () => import('./pages/me/me.page.js'), 'MePage'),
  ]),
]);

/** The screens of the console and their addresses. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteError,
    defaultPendingComponent: RoutePending,
    defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
