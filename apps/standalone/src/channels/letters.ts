import type { TrialChannel } from '../trial.channel.js';

/** Letters need no provider: they are scanned and printed at the desk. */
export const letters: TrialChannel = {
  channel: 'letters',
  label: 'خطابات الجمعية',
  isThis: ({ settings }) => settings['signs'] !== undefined,
  followsSimulator: false,
  settings: () => ({
    nameAr: 'جمعية رعاية الأيتام',
    nameEn: 'Orphan Care Association',
    footerAr: 'الرياض، حي النسيم، هاتف 0110000000',
    footerEn: 'An Nasim, Riyadh, telephone 0110000000',
  }),
  simulated: () => ({}),
};
