import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { SkillView } from '@sila/contracts';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys } from '../../api/index.js';
import { Cell, Column, IconButton, Row, Table, TableBody, TableHeader } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from '../shared/shared.module.css';
import { TwoNames } from '../shared/two.names.js';
import { useSkillKindWords } from '../shared/words.js';

interface SkillsTableProps {
  readonly skills: readonly SkillView[];
  readonly onEdit: (skill: SkillView) => void;
}

/** The skills in rows; pressing one opens it. */
export function SkillsTable({ skills, onEdit }: SkillsTableProps): ReactNode {
  const { t } = useLingui();
  const kinds = useSkillKindWords();
  return (
    <Table aria-label={t`Skills`}>
      <TableHeader>
        <Column isRowHeader>{t`Name`}</Column>
        <Column>{t`Kind`}</Column>
        <Column>{t`Who has it`}</Column>
        <Column>
          <span className="hidden-text">{t`Actions`}</span>
        </Column>
      </TableHeader>
      <TableBody items={skills} dependencies={[kinds]}>
        {(skill) => (
          <Row id={skill.id} onAction={() => onEdit(skill)}>
            <Cell textValue={`${skill.nameAr} ${skill.nameEn}`}>
              <TwoNames of={skill} />
            </Cell>
            <Cell label={t`Kind`}>{kinds[skill.kind]}</Cell>
            <Cell label={t`Who has it`}>
              {t`${plural(skill.people, { 0: 'nobody', one: '# person', other: '# people' })}`}
            </Cell>
            <Cell isActions textValue={t`Actions`}>
              <Actions skill={skill} onEdit={onEdit} />
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

interface ActionsProps {
  readonly skill: SkillView;
  readonly onEdit: (skill: SkillView) => void;
}

/** Archiving is taken back by the same button, so nobody is asked first. */
function Actions({ skill, onEdit }: ActionsProps): ReactNode {
  const { t } = useLingui();
  const archive = useSave<boolean, SkillView>((archived) => api.patch(`/skills/${skill.id}`, { archived }), {
    stale: [keys.skills],
    done: ({ archived }) => (archived ? t`Archived. Nobody is asked for it any more.` : t`The skill is back`),
  });
  return (
    <div className={styles.actions}>
      <IconButton label={t`Edit`} icon={Pencil} size="s" onPress={() => onEdit(skill)} />
      <IconButton
        label={skill.archived ? t`Bring back` : t`Archive`}
        icon={skill.archived ? ArchiveRestore : Archive}
        size="s"
        onPress={() => archive.mutate(!skill.archived)}
      />
    </div>
  );
}
