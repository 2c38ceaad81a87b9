import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Copy, Ellipsis, Flag, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Bdi, Chip, IconButton, Menu, MenuItem, MenuTrigger, useFormat } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { useConditionWords } from './condition.words.js';
import styles from './routing.module.css';
import { move } from '../shared/ordered.js';
import { duplicate, type Rule } from './order.rules.js';

interface RuleListProps {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
  readonly onEdit: (rule: Rule) => void;
}

interface Move {
  readonly id: string;
  readonly by: -1 | 1;
}

const buttonId = ({ id, by }: Move): string => `${by < 0 ? 'up' : 'down'}-${id}`;

/** The rules in their order. Moved by buttons; the focus goes with the rule, so that pressing again moves it further. */
export function RuleList({ rules, onChange, onEdit }: RuleListProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [said, setSaid] = useState('');
  const [moved, setMoved] = useState<Move | null>(null);
  // A row that changes its place leaves the page for a moment, and its button loses the focus.
  useEffect(() => void (moved && document.getElementById(buttonId(moved))?.focus()), [moved]);
  const shift = (rule: Rule, by: -1 | 1) => {
    const next = move(rules, rule.id, by);
    const [name, place] = [rule.name, format.number(next.indexOf(rule) + 1)];
    if (next === rules)
      return setSaid(by < 0 ? t`${name} stands first already` : t`${name} stands last already`);
    onChange(next);
    setMoved({ id: rule.id, by });
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
  readonly onMove: (by: -1 | 1) => void;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

function RuleRow(props: RuleRowProps): ReactNode {
  const { rule, place } = props;
  const format = useFormat();
  const conditions = useConditionWords()(rule.when);
  return (
    <li className={styles.rule}>
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
  const priority = format.number(Math.abs(rule.priority));
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

function RuleActions({ rule, onMove, onEdit, onCopy, onRemove }: RuleRowProps): ReactNode {
  const { t } = useLingui();
  const name = rule.name;
  return (
    <div className={styles.actions}>
      <IconButton
        id={buttonId({ id: rule.id, by: -1 })}
        label={t`Move up: ${name}`}
        icon={ArrowUp}
        size="s"
        onPress={() => onMove(-1)}
      />
      <IconButton
        id={buttonId({ id: rule.id, by: 1 })}
        label={t`Move down: ${name}`}
        icon={ArrowDown}
        size="s"
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
