import { useLingui } from '@lingui/react/macro';
import type { Colleague } from '@sila/contracts';
import { useColleagues, useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import type { Option } from '../../ui/index.js';
import { usePresenceWords } from '../../pages/shared/words.js';

/** The queues that something can be handed to. */
export function useQueueOptions(): readonly Option[] {
  const language = useUi((state) => state.language);
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  return queues.map(({ id, nameAr, nameEn }) => ({ id, label: language === 'ar' ? nameAr : nameEn }));
}

const ORDER: Record<Colleague['presence'], number> = { online: 0, 'wrap-up': 1, away: 2, offline: 3 };

/** The colleagues that something can be handed to, those with free hands first; without the one who has it. */
export function useColleagueOptions(exceptId: string | undefined): readonly Option[] {
  const { t } = useLingui();
  const colleagues = useColleagues().data ?? [];
  const states = usePresenceWords();
  return colleagues
    .filter((colleague) => colleague.id !== exceptId)
    .sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || a.load - b.load)
    .map(({ id, name, presence, load, capacity }) => ({
      id,
      label: name,
      description: t`${states[presence]} · holds ${load} of ${capacity}`,
    }));
}
