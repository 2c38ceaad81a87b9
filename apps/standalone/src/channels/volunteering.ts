import { trialForm } from '../trial.form.js';

export const volunteering = trialForm('volunteering', 'التطوع');
