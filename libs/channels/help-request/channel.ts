import { formChannel } from '../providers/forms/form.channel.js';

/** Requests for help from the portal (README.md beside this file). */
export const helpRequest = formChannel('help-request', {
  label: { ar: 'طلب مساعدة', en: 'Help request' },
  icon: 'life-buoy',
});
