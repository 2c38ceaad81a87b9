import { useLingui } from '@lingui/react/macro';
import { useUi } from '../../shell/ui.store.js';
import { useFormat } from '../../ui/index.js';
import { useChannelKinds } from '../shared/queries.js';
import type { Rule } from './order.rules.js';

/** The channels a rule may name, in the reader's language. */
export function useChannelNames(): (name: string) => string {
  const { language } = useUi();
  const kinds = useChannelKinds().data ?? [];
  return (name) => {
    const kind = kinds.find((entry) => entry.name === name);
    if (!kind) return name;
    return language === 'ar' ? kind.labelAr : kind.labelEn;
  };
}

/** Words of either direction in one line keep their quotes (Unicode UAX #9: first-strong isolate). */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** Gives a function that says a rule's conditions in words, one text for each. */
export function useConditionWords(): (when: Rule['when']) => readonly string[] {
  const { t } = useLingui();
  const { list } = useFormat();
  const channelName = useChannelNames();
  return ({ channels, words, contact, hours, form }) => {
    const channelNames = list((channels ?? []).map(channelName));
    const quoted = list((words ?? []).map((word) => isolated(t`"${word}"`)));
    const forms = list(form ?? []);
    return [
      channels?.length ? t`by ${channelNames}` : '',
      words?.length ? t`says one of ${quoted}` : '',
      contact === 'new' ? t`writes for the first time` : '',
      contact === 'known' ? t`has written before` : '',
      hours === 'open' ? t`within working hours` : '',
      hours === 'closed' ? t`outside working hours` : '',
      form?.length ? t`from the form ${forms}` : '',
    ].filter((text) => text !== '');
  };
}
