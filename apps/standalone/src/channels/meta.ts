import { credential, hookOf, type Trial, type TrialChannel } from '../trial.channel.js';

interface TrialMeta {
  readonly channel: string;
  readonly label: string;
  /** The setting that holds the account's own id. */
  readonly field: string;
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /** What the simulator calls it. */
  readonly key: 'whatsappCloud' | 'messenger' | 'instagram';
}

const secretsOf = (trial: Trial) => ({
  accessToken: credential(trial, 'meta-access-token'),
  appSecret: credential(trial, 'meta-app-secret'),
  verifyToken: credential(trial, 'meta-verify-token'),
});

const trialMeta = ({ channel, label, field, id, name, key }: TrialMeta): TrialChannel => ({
  channel,
  label,
  isThis: ({ settings }) => settings[field] === id,
  followsSimulator: true,
  settings: (trial) =>
    trial.simulator && {
      [field]: id,
      ...secretsOf(trial),
      apiBaseUrl: `${trial.simulator.url}/graph/${channel}`,
    },
  simulated: (trial, account) => ({ [key]: { id, name, ...secretsOf(trial), ...hookOf(trial, account) } }),
});

/** A number at the pretended Meta. */
export const whatsappCloud = trialMeta({
  channel: 'whatsapp-cloud',
  label: 'واتساب الجمعية (Meta)',
  field: 'phoneNumberId',
  id: '106540352242922',
  name: '+966112345679',
  key: 'whatsappCloud',
});

/** A page at the pretended Meta. */
export const messenger = trialMeta({
  channel: 'messenger',
  label: 'صفحة الجمعية',
  field: 'pageId',
  id: '208761452093471',
  name: 'جمعية رعاية الأيتام',
  key: 'messenger',
});

/** An Instagram account at the pretended Meta. */
export const instagram = trialMeta({
  channel: 'instagram',
  label: 'إنستغرام الجمعية',
  field: 'instagramId',
  id: '17841400000000001',
  name: '@orphans.care',
  key: 'instagram',
});
