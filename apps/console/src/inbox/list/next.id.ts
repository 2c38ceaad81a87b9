import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/index.js';
import type { ListFilter } from '../../api/index.js';
import { rowsOf } from '../../realtime/list.patches.js';
import type { ListData } from '../../realtime/list.patches.js';

/** Gives the conversation below another one in the list shown, else the one above; undefined when it stands alone. */
export function useNextId(filter: ListFilter): (id: string) => string | undefined {
  const client = useQueryClient();
  return (id) => {
    const rows = rowsOf(client.getQueryData<ListData>(keys.list(filter)));
    const at = rows.findIndex((row) => row.id === id);
    return rows[at + 1]?.id ?? rows[at - 1]?.id;
  };
}
