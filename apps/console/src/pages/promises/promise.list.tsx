import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import { Bdi, IconButton, useFormat } from '../../ui/index.js';
import { useChannelNames } from '../routing/condition.words.js';
import rows from '../routing/routing.module.css';
import { move } from '../shared/ordered.js';
import { useLocalName } from '../shared/words.js';
import type { PromiseOf } from './promises.page.js';

interface PromiseListProps {
  readonly rules: readonly PromiseOf[];
  readonly onChange: (rules: readonly PromiseOf[]) => void;
  readonly onEdit: (promise: PromiseOf) => void;
}

/** The promises in their order, each as sentences. */
export function PromiseList(props: PromiseListProps): ReactNode {
  const format = useFormat();
  const sentences = useSentences();
  return (
    <ol className={rows.rules}>
      {props.rules.map((rule, at) => (
        <li key={rule.id} className={rows.rule}>
          <span className={rows.place}>{format.number(at + 1)}</span>
          <div className={rows.ruleText}>
            <span className={rows.ruleName}>
              <Bdi>{rule.name}</Bdi>
            </span>
            <span className={rows.conditions}>{sentences(rule).join(' · ')}</span>
          </div>
          <Actions {...props} rule={rule} at={at} />
        </li>
      ))}
    </ol>
  );
}

interface ActionsProps extends PromiseListProps {
  readonly rule: PromiseOf;
  readonly at: number;
}

function Actions({ rules, onChange, onEdit, rule, at }: ActionsProps): ReactNode {
  const { t } = useLingui();
  const { id, name } = rule;
  return (
    <div className={rows.actions}>
      <IconButton
        label={t`Move up: ${name}`}
        icon={ArrowUp}
        size="s"
        isDisabled={at === 0}
        onPress={() => onChange(move(rules, id, -1))}
      />
      <IconButton
        label={t`Move down: ${name}`}
        icon={ArrowDown}
        size="s"
        isDisabled={at === rules.length - 1}
        onPress={() => onChange(move(rules, id, 1))}
      />
      <IconButton label={t`Edit ${name}`} icon={Pencil} size="s" onPress={() => onEdit(rule)} />
      <IconButton
        label={t`Delete ${name}`}
        icon={Trash2}
        size="s"
        onPress={() => onChange(rules.filter((each) => each.id !== id))}
      />
    </div>
  );
}

/** What a promise says, in words. */
function useSentences(): (promise: PromiseOf) => readonly string[] {
  const { t } = useLingui();
  const format = useFormat();
  const conditions = useConditions();
  const nameOf = useQueueName();
  const within = (minutes: number): string => format.waiting(0, minutes * 60_000);
  return ({ when, firstMinutes, nextMinutes, raiseBy, moveTo }) => {
    const [first, next] = [within(firstMinutes ?? 0), within(nextMinutes ?? 0)];
    const [steps, queue] = [format.number(raiseBy), nameOf(moveTo ?? '')];
    return [
      ...conditions(when),
      ...(firstMinutes ? [t`first answer within ${first}`] : []),
      ...(nextMinutes ? [t`later answers within ${next}`] : []),
      ...(raiseBy > 0 ? [t`when late, priority up by ${steps}`] : []),
      ...(moveTo ? [t`when late, to ${queue}`] : []),
    ];
  };
}

function useConditions(): (when: PromiseOf['when']) => readonly string[] {
  const { t } = useLingui();
  const format = useFormat();
  const channelName = useChannelNames();
  const nameOf = useQueueName();
  return ({ queueIds = [], channels = [], minPriority }) => {
    const [queues, names] = [format.list(queueIds.map(nameOf)), format.list(channels.map(channelName))];
    const least = format.number(minPriority ?? 0);
    const found = [
      ...(queueIds.length > 0 ? [t`in ${queues}`] : []),
      ...(channels.length > 0 ? [t`by ${names}`] : []),
      ...(minPriority === undefined ? [] : [t`from priority ${least}`]),
    ];
    return found.length > 0 ? found : [t`every conversation`];
  };
}

function useQueueName(): (id: string) => string {
  const nameOf = useLocalName();
  const queues = useQueues().data ?? [];
  return (id) => {
    const queue = queues.find((entry) => entry.id === id);
    return queue ? nameOf(queue) : '';
  };
}
