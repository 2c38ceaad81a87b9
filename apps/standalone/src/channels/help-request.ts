import { trialForm } from '../trial.form.js';

export const helpRequest = trialForm('help-request', 'طلب المساعدة');
