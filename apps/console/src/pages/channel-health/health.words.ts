import { useLingui } from '@lingui/react/macro';
import type { ChannelHealth, FailureClass, ProbeView, TrialStep } from '@sila/contracts';

/** The states of a channel in words. */
export function useStateWords(): Readonly<Record<ChannelHealth['state'], string>> {
  const { t } = useLingui();
  return {
    working: t`Working`,
    quiet: t`Nothing yet`,
    attention: t`Look at this`,
    broken: t`Broken: nothing goes through`,
    off: t`Off`,
  };
}

/** Why messages were not taken. */
export function useFailureWords(): Readonly<Record<FailureClass, string>> {
  const { t } = useLingui();
  return {
    retry: t`tried again`,
    permanent: t`refused for good`,
    auth: t`access refused`,
    unknown: t`outcome unknown`,
    'needs-template': t`needs a template`,
  };
}

/** What the provider holds of our webhook. */
export function useWebhookWords(): Readonly<Record<NonNullable<ProbeView['webhook']>['state'], string>> {
  const { t } = useLingui();
  return {
    active: t`It calls Sila`,
    elsewhere: t`It calls another address`,
    missing: t`It calls nobody: set the webhook up`,
    invalid: t`It has stopped calling Sila`,
  };
}

/** The steps of a test. */
export function useStepWords(): Readonly<Record<TrialStep['step'], string>> {
  const { t } = useLingui();
  return {
    asked: t`Asked for`,
    taken: t`Taken by a worker`,
    accepted: t`Accepted by the provider`,
    sent: t`Reported as sent`,
    delivered: t`Reported as delivered`,
    read: t`Reported as read`,
    answered: t`Answer came back`,
  };
}
