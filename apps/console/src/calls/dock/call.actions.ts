import type { CallView } from '@sila/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useChangeCall } from '../calls.query.js';
import type { CallChange } from '../calls.query.js';
import { usePhoneState } from '../phone/phone.store.js';
import { usePhone } from '../phone/use.phone.js';

/** What an officer can do with their call, at the server and in the softphone. */
export interface CallActions {
  /** Picks up, and opens the conversation. Undefined where nothing can be picked up. */
  readonly answer: (() => void) | undefined;
  readonly decline: () => void;
  readonly end: () => void;
  /** Undefined while the officer's voice is in no window or in another one. */
  readonly turnMute: (() => void) | undefined;
  readonly turnHold: () => void;
  readonly turnRecording: () => void;
  readonly change: (path: CallChange['path'], body?: unknown) => Promise<boolean>;
  /** What the server is doing now. */
  readonly pending: CallChange['path'] | null;
}

/** The acts of the call that rings at or is held by this person. */
export function useCallActions(call: CallView | null): CallActions {
  const { phone } = usePhone();
  const leg = usePhoneState((state) => state.leg);
  const { change, pending } = useChangeCall(call?.id ?? '');
  const open = useOpenConversation();
  const answer = () => {
    phone.active?.answer();
    if (call?.conversationId) open(call.conversationId);
  };
  /** The server ends both sides; where it can't be asked, the officer at least leaves. */
  const leave = async (path: 'decline' | 'end', locally: () => void) => {
    if (!call || !(await change(path))) locally();
  };
  return {
    answer: leg?.state === 'ringing' ? answer : undefined,
    decline: () => void leave('decline', () => phone.active?.decline()),
    end: () => void leave('end', () => phone.active?.hangUp()),
    turnMute: leg && leg.state !== 'ringing' ? () => phone.active?.mute(!leg.muted) : undefined,
    turnHold: () => void change(call?.held ? 'resume' : 'hold'),
    turnRecording: () => void change(call?.recording === 'paused' ? 'recording/resume' : 'recording/pause'),
    change,
    pending,
  };
}

/** Leads to the conversation of a call, whatever page is shown. */
export function useOpenConversation(): (id: string) => void {
  const navigate = useNavigate();
  return (id) => void navigate({ to: '/inbox/{-$id}', params: { id }, search: {} });
}
