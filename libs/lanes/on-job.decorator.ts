import { SetMetadata } from '@nestjs/common';
import type { JobName, JobPayloads } from '@sila/contracts';

export const JOB_HANDLER = 'sila:job';

type Handler<Name extends JobName> = (payload: JobPayloads[Name]) => Promise<void>;

/** Marks the one method that works a job; its parameter is that job's payload. */
export function OnJob<Name extends JobName>(name: Name) {
  return (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<Handler<Name>>): void => {
    SetMetadata(JOB_HANDLER, name)(target, key, descriptor);
  };
}
