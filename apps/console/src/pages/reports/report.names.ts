import { useLingui } from '@lingui/react/macro';
import type { ReportKind } from '@sila/domain';
import { useLocalName } from '../shared/words.js';
import { useTopics } from '../../api/index.js';

/** How each way of counting a conversation is called. */
export function useKindWords(): Record<ReportKind, string> {
  const { t } = useLingui();
  return {
    answered: t`answered`,
    abandoned: t`left before an answer`,
    unanswered: t`closed without an answer`,
    waiting: t`still wait`,
    automatic: t`not from people`,
  };
}

/** The name of a topic; one that is no longer in the settings by its id. */
export function useTopicName(): (topic: string) => string {
  const topics = useTopics().data ?? [];
  const nameOf = useLocalName();
  return (topic) => {
    const known = topics.find(({ id }) => id === topic);
    return known ? nameOf(known) : topic;
  };
}
