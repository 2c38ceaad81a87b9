import type { FactPayloads, FactType } from '@sila/domain';
import type { JobName, JobPayloads } from './jobs.js';

type Ring = { readonly [J in JobName]: { readonly job: J; readonly payload: JobPayloads[J] } }[JobName];

/** Which jobs a fact rings: the whole product on one screen. Facts without jobs are for the screens only. */
export const FLOW: { readonly [T in FactType]: (ids: FactPayloads[T]) => Ring | null } = {
  'conversation.changed': () => null,
  'conversation.waiting': ({ queueId }) => ({ job: 'route-queue', payload: { queueId } }),
  'message.queued': ({ laneId }) => ({ job: 'drain-outbound', payload: { laneId } }),
  'attachment.announced': ({ attachmentId }) => ({ job: 'fetch-attachment', payload: { attachmentId } }),
  'removal.asked': ({ removalId }) => ({ job: 'remove-bytes', payload: { removalId } }),
  'letter.scanned': ({ messageId }) => ({ job: 'read-letter', payload: { messageId } }),
  'call.changed': () => null,
  'call.work-queued': ({ callId }) => ({ job: 'work-call', payload: { callId } }),
  'staff.availability-changed': ({ staffId }) => ({ job: 'route-staff', payload: { staffId } }),
  'staff.rights-changed': () => null,
  'directory.changed': () => null,
};
