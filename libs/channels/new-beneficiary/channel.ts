import { formChannel } from '../providers/forms/form.channel.js';

/** First registrations of a family from the portal (README.md beside this file). */
export const newBeneficiary = formChannel('new-beneficiary', {
  label: { ar: 'مستفيد جديد', en: 'New beneficiary' },
  icon: 'user-round',
});
