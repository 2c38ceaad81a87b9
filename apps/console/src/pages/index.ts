export { ChannelsPage } from './channels/channels.page.js';
export { DeadLettersPage } from './dead-letters/dead-letters.page.js';
export { LivePage } from './live/live.page.js';
export { MePage } from './me/me.page.js';
export { QueuesPage } from './queues/queues.page.js';
export { RoutingPage } from './routing/routing.page.js';
export { SettingsPage } from './settings/settings.page.js';
export { StaffPage } from './staff/staff.page.js';
