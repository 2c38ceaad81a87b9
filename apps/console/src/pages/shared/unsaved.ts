import { useLingui } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useConfirm } from '../../ui/index.js';

/** Asks whether unsaved changes may be lost; true when they may, or when there are none. */
export function useMayLeave(dirty: boolean): () => Promise<boolean> {
  const { t } = useLingui();
  const confirm = useConfirm();
  return useCallback(
    async () =>
      !dirty ||
      confirm({
        title: t`Leave without saving?`,
        text: t`What you changed here has not been saved and will be lost.`,
        confirmLabel: t`Leave without saving`,
        cancelLabel: t`Stay`,
        tone: 'danger',
      }),
    [confirm, dirty, t],
  );
}

/** Keeps a page with unsaved changes from being left without a question, inside the console or out of it. */
export function useUnsavedGuard(dirty: boolean): void {
  const mayLeave = useMayLeave(dirty);
  useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  });
}
