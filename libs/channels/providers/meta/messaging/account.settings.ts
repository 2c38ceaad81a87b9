import { z } from 'zod';
import type { Capabilities } from '../../../channel.js';
import type { IdentityKind } from '@sila/domain';
import type { MetaSettings } from '../account.fields.js';

/** What Messenger and Instagram need beside what all of Meta's products need. */
export const messagingFields = {
  humanAgent: z.boolean().default(false).meta({
    title: 'Human Agent was approved',
    titleAr: 'اعتُمدت ميزة الوكيل البشري (Human Agent)',
    description: 'Staff may then answer for seven days instead of 24 hours.',
    descriptionAr: 'تتيح للموظفين الرد خلال سبعة أيام بدل 24 ساعة.',
  }),
};

/** A page or an Instagram account, as the shared parts need to know it. */
export interface MessagingSettings extends MetaSettings {
  /** Whom `entry[].id` names, and from whom is sent. */
  readonly ownId: string;
  readonly humanAgent: boolean;
}

/** How the one product differs from the other. */
export interface MessagingProduct {
  /** For names of files. */
  readonly app: string;
  readonly identity: Extract<IdentityKind, 'psid' | 'igsid'>;
  readonly longestText: number;
  /** True where our id of a message may travel along and comes back in its echo. */
  readonly carriesMetadata: boolean;
  /** True where the product's API tells when the token ends. */
  readonly tellsAccess: boolean;
}

/** Free answers for a day, or for a week by people of ours once Meta approved that. */
export function windowOf({
  humanAgent,
}: Pick<MessagingSettings, 'humanAgent'>): Pick<Capabilities, 'window'> {
  return { window: humanAgent ? { hours: 24, humanHours: 7 * 24 } : { hours: 24 } };
}
