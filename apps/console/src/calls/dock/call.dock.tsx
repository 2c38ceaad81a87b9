import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
import { sceneOf } from '../call.rules.js';
import { useCurrentCall } from '../calls.query.js';
import { usePhoneState } from '../phone/phone.store.js';
import { AfterCall } from './after.call.js';
import { useRememberCall } from './after-call.store.js';
import { useCallActions } from './call.actions.js';
import { CallBar } from './call.bar.js';
import { useCallCommands } from './call.commands.js';
import { useCallerName } from './caller.js';
import { RingingCard } from './ringing.card.js';

/** The officer's call, on every page: who rings, what is being talked, what is still to be written about it. */
export function CallDock(): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const call = useCurrentCall();
  const leg = usePhoneState((state) => state.leg);
  const scene = sceneOf(call, leg, me.id);
  const actions = useCallActions(call);
  const who = useCallerName()(call);
  useCallCommands(scene, call, actions);
  useRememberCall(call);
  return (
    <section aria-label={t`Call`}>
      <span role="alert" className="hidden-text">
        {scene === 'ringing' && t`Incoming call: ${who}`}
      </span>
      {scene === 'ringing' && <RingingCard key={call?.id ?? 'unknown'} call={call} actions={actions} />}
      {(scene === 'running' || scene === 'connecting') && <CallBar call={call} actions={actions} />}
      <AfterCall />
    </section>
  );
}
