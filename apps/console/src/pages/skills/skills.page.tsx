import { Trans, useLingui } from '@lingui/react/macro';
import type { SkillView } from '@sila/contracts';
import { GraduationCap, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox, EmptyState, ErrorView, Page, Skeleton } from '../../ui/index.js';
import { useSkills } from '../shared/queries.js';
import { SkillForm } from './skill.form.js';
import { SkillsTable } from './skills.table.js';

/** Where an administrator names what people can do and conversations may ask for. */
export function SkillsPage(): ReactNode {
  const [editing, setEditing] = useState<SkillView | 'new' | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onPress={() => setEditing('new')}>
      <Trans>Add a skill</Trans>
    </Button>
  );
  return (
    <Page
      title={<Trans>Skills</Trans>}
      intro={
        <Trans>
          What colleagues can do: a language, a topic, a region. Routing rules ask for them, the staff page
          says who has them.
        </Trans>
      }
      actions={add}
    >
      <SkillList onEdit={setEditing} />
      {editing && <SkillForm skill={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function SkillList({ onEdit }: { readonly onEdit: (skill: SkillView) => void }): ReactNode {
  const { t } = useLingui();
  const skills = useSkills();
  const [withArchived, setWithArchived] = useState(false);
  if (skills.isPending) return <Skeleton lines={4} height={52} />;
  if (skills.isError) return <ErrorView error={skills.error} onRetry={skills.refetch} />;
  const shown = skills.data.filter((skill) => withArchived || !skill.archived);
  return (
    <>
      {skills.data.some((skill) => skill.archived) && (
        <Checkbox isSelected={withArchived} onChange={setWithArchived}>
          {t`Show archived skills`}
        </Checkbox>
      )}
      {shown.length === 0 ? (
        <EmptyState icon={GraduationCap} title={<Trans>There is no skill yet</Trans>}>
          <Trans>Without skills everybody in a queue may be given each of its conversations.</Trans>
        </EmptyState>
      ) : (
        <SkillsTable skills={shown} onEdit={onEdit} />
      )}
    </>
  );
}
