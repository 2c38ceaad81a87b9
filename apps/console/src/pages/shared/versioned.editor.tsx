import type { ReactNode } from 'react';
import { ConflictBanner } from './conflict.banner.js';
import { SaveBar } from './save.bar.js';
import { useUnsavedGuard } from './unsaved.js';
import type { VersionedForm } from './versioned.js';

interface EditorProps<Value extends object> {
  readonly form: VersionedForm<Value>;
  /** What the form goes back to. */
  readonly saved: Value;
  readonly canSave?: boolean | undefined;
  readonly children: ReactNode;
}

/** The frame of a setting that is being edited: what somebody else saved meanwhile, and the bar that saves. */
export function VersionedEditor<Value extends object>(props: EditorProps<Value>): ReactNode {
  const { form, saved, canSave, children } = props;
  const { draft, conflict } = form;
  useUnsavedGuard(draft.dirty);
  return (
    <>
      {conflict && (
        <ConflictBanner
          changedBy={conflict.changedBy}
          changedAt={conflict.changedAt}
          onTakeTheirs={form.takeTheirs}
          onKeepMine={() => void form.keepMine()}
        />
      )}
      {children}
      <SaveBar
        dirty={draft.dirty && !conflict}
        isPending={form.isPending}
        {...(canSave !== undefined && { canSave })}
        onSave={() => void form.save()}
        onReset={() => draft.reset(saved)}
      />
    </>
  );
}
