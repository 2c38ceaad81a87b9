import type { Channel } from '../channel.js';
import type { MessagingProduct } from '../providers/meta/messaging/account.settings.js';
import { messagingCapabilities, openMessaging } from '../providers/meta/messaging/connection.js';
import { accountSettings } from './account.settings.js';

/** What is Instagram's own among what it shares with Messenger. */
export const product: MessagingProduct = {
  app: 'instagram',
  identity: 'igsid',
  longestText: 1_000,
  carriesMetadata: false,
  tellsAccess: false,
};

/** Direct messages to an Instagram account. README.md tells how to get the credentials and what the limits are. */
export const instagram: Channel<typeof accountSettings> = {
  name: 'instagram',
  label: { ar: 'إنستغرام', en: 'Instagram' },
  icon: 'camera',
  settings: accountSettings,
  capabilities: messagingCapabilities(product.longestText, { delivered: false, read: true }),
  open: (settings, context) => openMessaging({ ...settings, ownId: settings.instagramId }, context, product),
};
