import { useLingui } from '@lingui/react/macro';
import type { VersionedSetting } from '@sila/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, keys } from '../../api/index.js';
import { toast, useErrorWords } from '../../ui/index.js';
import { useDraft, type Draft } from './draft.js';

type Name = 'association' | 'routing' | 'forms' | 'work' | 'promises';

export interface VersionedForm<Value extends object> {
  readonly draft: Draft<Value>;
  readonly isPending: boolean;
  /** The newer version somebody saved meanwhile; null when there is none. */
  readonly conflict: VersionedSetting<Value> | null;
  readonly save: () => Promise<void>;
  /** Ends a conflict: with theirs in the form, or with mine saved over theirs. */
  readonly takeTheirs: () => void;
  readonly keepMine: () => Promise<void>;
}

/** A setting in a form: saved with the version it was read at; a newer one is shown, never overwritten unasked. */
export function useVersionedForm<Value extends object>(
  name: Name,
  first: VersionedSetting<Value>,
): VersionedForm<Value> {
  const { t } = useLingui();
  const client = useQueryClient();
  const words = useErrorWords();
  const draft = useDraft<Value>(first.value);
  const [version, setVersion] = useState(first.version);
  const [conflict, setConflict] = useState<VersionedSetting<Value> | null>(null);
  const [isPending, setPending] = useState(false);
  const adopt = (setting: VersionedSetting<Value>) => {
    client.setQueryData(keys.settings(name), setting);
    setVersion(setting.version);
    setConflict(null);
  };
  const write = async (over: number) => {
    setPending(true);
    try {
      const saved = await put(name, over, draft.value);
      adopt(saved);
      draft.reset(saved.value);
      toast.show({ text: t`Saved. It counts from now on.`, tone: 'ok' });
    } catch (error) {
      if (isOldVersion(error)) setConflict(await read<Value>(name));
      else toast.show({ text: words(error), tone: 'danger' });
    } finally {
      setPending(false);
    }
  };
  const takeTheirs = () => {
    if (!conflict) return;
    adopt(conflict);
    draft.reset(conflict.value);
  };
  const keepMine = async () => {
    if (conflict) await write(conflict.version);
  };
  return { draft, isPending, conflict, save: () => write(version), takeTheirs, keepMine };
}

const read = <Value>(name: Name): Promise<VersionedSetting<Value>> => api.get(`/settings/${name}`);

const put = <Value>(name: Name, version: number, value: Value): Promise<VersionedSetting<Value>> =>
  api.put(`/settings/${name}`, { version, value });

function isOldVersion(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}
