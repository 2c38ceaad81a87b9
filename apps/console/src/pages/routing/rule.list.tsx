import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Copy, Ellipsis, Flag, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Bdi, Chip, IconButton, Menu, MenuItem, MenuTrigger, useFormat } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { useConditionWords } from './condition.words.js';
import styles from './routing.module.css';
import { duplicate, move, type Rule } from './order.rules.js';

interface RuleListProps {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
  readonly onEdit: (rule: Rule) => void;
}

/** The rules in their order. Moved by buttons, or with Alt and the arrow keys anywhere in a rule. */
export function RuleList({ rules, onChange, onEdit }: RuleListProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [said, setSaid] = useState('');
  const shift = (rule: Rule, by: -1 | 1) => {
    const next = move(rules, rule.id, by);
    if (next === rules) return;
    onChange(next);
    const [name, place] = [rule.name, format.number(next.indexOf(rule) + 1)];
    setSaid(t`${name} is now rule ${place}`);
  };
  return (
    <>
      <output className="hidden-text">{said}</output>
      <ol className={styles.rules}>
        {rules.map((rule, at) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            place={at + 1}
            isLast={at === rules.length - 1}
            onMove={(by) => shift(rule, by)}
            onEdit={() => onEdit(rule)}
            onCopy={() => onChange(duplicate(rules, rule.id, t`${rule.name} (copy)`))}
            onRemove={() => onChange(rules.filter((entry) => entry.id !== rule.id))}
          />
        ))}
      </ol>
    </>
  );
}

interface RuleRowProps {
  readonly rule: Rule;
  readonly place: number;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

function RuleRow(props: RuleRowProps): ReactNode {
  const { rule, place } = props;
  const format = useFormat();
  const conditions = useConditionWords()(rule.when);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    props.onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={styles.rule} onKeyDown={onKeyDown}>
      <span className={styles.place}>{format.number(place)}</span>
      <div className={styles.ruleText}>
        <span className={styles.ruleName}>
          <Bdi>{rule.name}</Bdi>
        </span>
        <span className={styles.conditions}>
          {conditions.length > 0 ? conditions.join(' · ') : <Trans>Fits every conversation</Trans>}
        </span>
        <Target rule={rule} />
      </div>
      <RuleActions {...props} />
    </li>
  );
}

function Target({ rule }: { readonly rule: Rule }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const nameOf = useLocalName();
  const queue = useQueues().data?.find((entry) => entry.id === rule.queueId);
  const priority = format.number(rule.priority);
  return (
    <span className={styles.target}>
      {queue && !queue.archived ? (
        <Chip tone="brand">{nameOf(queue)}</Chip>
      ) : (
        <Chip tone="danger">{t`The queue no longer exists`}</Chip>
      )}
      {rule.priority !== 0 && (
        <Chip tone={rule.priority > 0 ? 'warn' : 'neutral'} icon={Flag}>
          {rule.priority > 0 ? t`before others: ${priority}` : t`after others: ${priority}`}
        </Chip>
      )}
    </span>
  );
}

function RuleActions({ rule, place, isLast, onMove, onEdit, onCopy, onRemove }: RuleRowProps): ReactNode {
  const { t } = useLingui();
  const name = rule.name;
  return (
    <div className={styles.actions}>
      <IconButton
        label={t`Move up: ${name}`}
        shortcut="Alt ↑"
        icon={ArrowUp}
        size="s"
        isDisabled={place === 1}
        onPress={() => onMove(-1)}
      />
      <IconButton
        label={t`Move down: ${name}`}
        shortcut="Alt ↓"
        icon={ArrowDown}
        size="s"
        isDisabled={isLast}
        onPress={() => onMove(1)}
      />
      <MenuTrigger>
        <IconButton label={t`Actions for ${name}`} icon={Ellipsis} size="s" />
        <Menu>
          <MenuItem icon={Pencil} onAction={onEdit}>{t`Edit`}</MenuItem>
          <MenuItem icon={Copy} onAction={onCopy}>{t`Duplicate`}</MenuItem>
          <MenuItem icon={Trash2} tone="danger" onAction={onRemove}>{t`Delete`}</MenuItem>
        </Menu>
      </MenuTrigger>
    </div>
  );
}
