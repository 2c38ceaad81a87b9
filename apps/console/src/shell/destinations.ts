import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  Activity,
  AlarmClock,
  ChartColumn,
  ClipboardPen,
  Gauge,
  GraduationCap,
  HeartPulse,
  ConciergeBell,
  Inbox,
  Mailbox,
  MailWarning,
  PhoneForwarded,
  Plug,
  Route,
  Settings,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Me } from '@sila/contracts';
import { may } from './access.js';
import type { StaffAct } from './access.js';

/** A screen that the rail leads to. */
export interface Destination {
  readonly to:
    | '/inbox/{-$id}'
    | '/reception'
    | '/letters'
    | '/callbacks'
    | '/live'
    | '/reports'
    | '/staff'
    | '/queues'
    | '/skills'
    | '/work'
    | '/promises'
    | '/channels'
    | '/channel-health'
    | '/routing'
    | '/settings'
    | '/forms'
    | '/dead-letters';
  readonly title: MessageDescriptor;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** The act of the policy table that the screen is for. */
  readonly act: StaffAct;
}

/** The screens of the console, in the order of the rail. */
const DESTINATIONS: readonly Destination[] = [
  { to: '/inbox/{-$id}', title: msg`Inbox`, icon: Inbox, keys: 'KeyG KeyI', act: 'conversation.read' },
  {
    to: '/reception',
    title: msg`Reception`,
    icon: ConciergeBell,
    keys: 'KeyG KeyW',
    act: 'conversation.read',
  },
  { to: '/letters', title: msg`Letters`, icon: Mailbox, keys: 'KeyG KeyL', act: 'conversation.read' },
  {
    to: '/callbacks',
    title: msg`Callbacks`,
    icon: PhoneForwarded,
    keys: 'KeyG KeyB',
    act: 'conversation.read',
  },
  { to: '/live', title: msg`Queues now`, icon: Activity, keys: 'KeyG KeyQ', act: 'queue.live' },
  { to: '/reports', title: msg`Reports`, icon: ChartColumn, keys: 'KeyG KeyE', act: 'report.read' },
  { to: '/staff', title: msg`Staff`, icon: UsersRound, keys: 'KeyG KeyS', act: 'staff.manage' },
  { to: '/queues', title: msg`Queues`, icon: Waypoints, keys: 'KeyG KeyU', act: 'queue.manage' },
  { to: '/skills', title: msg`Skills`, icon: GraduationCap, keys: 'KeyG KeyK', act: 'staff.manage' },
  { to: '/work', title: msg`Workload`, icon: Gauge, keys: 'KeyG KeyO', act: 'settings.manage' },
  { to: '/promises', title: msg`Promises`, icon: AlarmClock, keys: 'KeyG KeyP', act: 'settings.manage' },
  { to: '/channels', title: msg`Channels`, icon: Plug, keys: 'KeyG KeyC', act: 'channel.manage' },
  {
    to: '/channel-health',
    title: msg`Channel health`,
    icon: HeartPulse,
    keys: 'KeyG KeyH',
    act: 'channel.manage',
  },
  { to: '/routing', title: msg`Routing`, icon: Route, keys: 'KeyG KeyR', act: 'routing.manage' },
  { to: '/forms', title: msg`Forms`, icon: ClipboardPen, keys: 'KeyG KeyF', act: 'settings.manage' },
  { to: '/settings', title: msg`Association`, icon: Settings, keys: 'KeyG KeyA', act: 'settings.manage' },
  {
    to: '/dead-letters',
    title: msg`Held events`,
    icon: MailWarning,
    keys: 'KeyG KeyD',
    act: 'dead-letters.manage',
  },
];

/** The screens that this person's role opens. */
export const destinationsOf = (me: Me): readonly Destination[] =>
  DESTINATIONS.filter(({ act }) => may(me, act));
