import { useLingui } from '@lingui/react/macro';
import type { SkillView } from '@sila/contracts';
import { SKILL_LEVELS } from '@sila/domain';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton, Select, useFormat } from '../../ui/index.js';
import styles from './shared.module.css';
import { useSkills } from './queries.js';
import { useLocalName } from './words.js';

interface Chosen {
  readonly skillId: string;
  readonly level: number;
}

interface SkillPickerProps<Item extends Chosen> {
  readonly label: string;
  readonly description: string;
  readonly value: readonly Item[];
  readonly onChange: (value: readonly Item[]) => void;
  /** What a skill is chosen with at first. */
  readonly first: (skillId: string) => Item;
  /** More about a chosen one, below its level. */
  readonly more?: (item: Item, change: (patch: Partial<Item>) => void) => ReactNode;
}

/** Some of the skills, each with a level. Archived ones can't be added and stay where they are. */
export function SkillPicker<Item extends Chosen>(props: SkillPickerProps<Item>): ReactNode {
  const { label, description, value, onChange, first, more } = props;
  const { t } = useLingui();
  const nameOf = useLocalName();
  const skills = useSkills().data ?? [];
  const left = skills.filter(({ id, archived }) => !archived && !value.some(({ skillId }) => skillId === id));
  const change = (item: Item, patch: Partial<Item>): void =>
    onChange(value.map((each) => (each === item ? { ...each, ...patch } : each)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.strong}>{label}</legend>
      <p className={styles.quiet}>{skills.length > 0 ? description : t`The skills page has none yet.`}</p>
      {value.map((item) => (
        <div key={item.skillId} className={styles.chosen}>
          <Level
            item={item}
            skill={skills.find(({ id }) => id === item.skillId)}
            onLevel={(level) => change(item, { level } as Partial<Item>)}
            onRemove={() => onChange(value.filter((each) => each !== item))}
          />
          {more?.(item, (patch) => change(item, patch))}
        </div>
      ))}
      {left.length > 0 && (
        <Select
          aria-label={label}
          placeholder={t`Add a skill`}
          value={null}
          onChange={(skillId) => onChange([...value, first(skillId)])}
          options={left.map((skill) => ({ id: skill.id, label: nameOf(skill) }))}
        />
      )}
    </fieldset>
  );
}

interface LevelProps {
  readonly item: Chosen;
  readonly skill: SkillView | undefined;
  readonly onLevel: (level: number) => void;
  readonly onRemove: () => void;
}

function Level({ item, skill, onLevel, onRemove }: LevelProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const nameOf = useLocalName();
  const name = skill ? nameOf(skill) : '';
  const levelOf = (level: number): string => {
    const number = format.number(level);
    return t`Level ${number}`;
  };
  return (
    <div className={styles.chosenHead}>
      <bdi className={styles.chosenName}>{name}</bdi>
      <Select
        aria-label={t`Level of ${name}`}
        value={String(item.level)}
        onChange={(level) => onLevel(Number(level))}
        options={SKILL_LEVELS.map((level) => ({ id: String(level), label: levelOf(level) }))}
      />
      <IconButton label={t`Remove ${name}`} icon={X} size="s" onPress={onRemove} />
    </div>
  );
}
