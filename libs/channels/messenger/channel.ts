import type { Channel } from '../channel.js';
import type { MessagingProduct } from '../providers/meta/messaging/account.settings.js';
import { messagingCapabilities, openMessaging } from '../providers/meta/messaging/connection.js';
import { accountSettings } from './account.settings.js';

/** What is Messenger's own among what it shares with Instagram. */
export const product: MessagingProduct = {
  app: 'messenger',
  identity: 'psid',
  longestText: 2_000,
  carriesMetadata: true,
  tellsAccess: true,
};

/** Messages to a Facebook page. README.md tells how to get the credentials and what the limits are. */
export const messenger: Channel<typeof accountSettings> = {
  name: 'messenger',
  label: { ar: 'ماسنجر', en: 'Messenger' },
  icon: 'messages-square',
  settings: accountSettings,
  capabilities: messagingCapabilities(product.longestText, { delivered: true, read: true }),
  open: (settings, context) => openMessaging({ ...settings, ownId: settings.pageId }, context, product),
};
