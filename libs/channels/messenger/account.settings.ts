import { z } from 'zod';
import { apiAddress, metaFields, metaId } from '../providers/meta/account.fields.js';
import { messagingFields } from '../providers/meta/messaging/account.settings.js';

/** What one Facebook page needs. README.md says where each value is found. */
export const accountSettings = z.object({
  pageId: metaId({ title: 'Page ID', titleAr: 'معرّف الصفحة (Page ID)' }),
  ...messagingFields,
  ...metaFields,
  apiBaseUrl: apiAddress('https://graph.facebook.com'),
});
