import { formChannel } from '../providers/forms/form.channel.js';

/** Offers to volunteer from the portal (README.md beside this file). */
export const volunteering = formChannel('volunteering', {
  label: { ar: 'طلب تطوع', en: 'Volunteering' },
  icon: 'hand-heart',
});
