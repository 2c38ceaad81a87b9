import { z } from 'zod';
import { apiAddress, metaFields, metaId } from '../providers/meta/account.fields.js';
import { messagingFields } from '../providers/meta/messaging/account.settings.js';

/** What one professional Instagram account needs. README.md says where each value is found. */
export const accountSettings = z.object({
  instagramId: metaId({ title: 'Instagram account ID', titleAr: 'معرّف حساب إنستغرام (Instagram ID)' }),
  ...messagingFields,
  ...metaFields,
  apiBaseUrl: apiAddress('https://graph.instagram.com'),
});
