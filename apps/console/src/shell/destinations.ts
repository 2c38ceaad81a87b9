import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Activity, Inbox, MailWarning, Plug, Route, Settings, UsersRound, Waypoints } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Me } from '@sila/contracts';
import { administers, oversees } from './access.js';

/** A screen that the rail leads to. */
export interface Destination {
  readonly to:
    | '/inbox/{-$id}'
    | '/live'
    | '/staff'
    | '/queues'
    | '/channels'
    | '/routing'
    | '/settings'
    | '/dead-letters';
  readonly title: MessageDescriptor;
  readonly icon: LucideIcon;
  readonly keys: string;
  readonly isFor: (me: Me) => boolean;
}

const anybody = (): boolean => true;

/** The screens of the console, in the order of the rail. */
export const DESTINATIONS: readonly Destination[] = [
  { to: '/inbox/{-$id}', title: msg`Inbox`, icon: Inbox, keys: 'KeyG KeyI', isFor: anybody },
  { to: '/live', title: msg`Queues now`, icon: Activity, keys: 'KeyG KeyQ', isFor: oversees },
  { to: '/staff', title: msg`Staff`, icon: UsersRound, keys: 'KeyG KeyS', isFor: administers },
  { to: '/queues', title: msg`Queues`, icon: Waypoints, keys: 'KeyG KeyU', isFor: administers },
  { to: '/channels', title: msg`Channels`, icon: Plug, keys: 'KeyG KeyC', isFor: administers },
  { to: '/routing', title: msg`Routing`, icon: Route, keys: 'KeyG KeyR', isFor: administers },
  { to: '/settings', title: msg`Association`, icon: Settings, keys: 'KeyG KeyA', isFor: administers },
  { to: '/dead-letters', title: msg`Held events`, icon: MailWarning, keys: 'KeyG KeyD', isFor: administers },
];
