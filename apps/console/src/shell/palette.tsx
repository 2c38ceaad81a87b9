import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
  useLocale,
} from 'react-aria-components';
import { Search } from 'lucide-react';
import { Icon, Kbd } from '../ui/index.js';
import { labelOfKeys, useAllCommands } from './command.registry.js';
import { focusFirstField } from './first.focus.js';
import { openPalette, usePanels } from './panels.store.js';
import type { Command } from './shortcut.rules.js';
import styles from './palette.module.css';

/** Finds any action by its name and teaches its key. */
export function Palette(): ReactNode {
  const { t } = useLingui();
  const isOpen = usePanels((state) => state.palette);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={openPalette} isDismissable className={styles.backdrop ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label={t`Find an action`} className={styles.dialog ?? ''}>
          <PaletteBody />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody(): ReactNode {
  const { t } = useLingui();
  const { direction } = useLocale();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const entries = useEntries(text);
  return (
    <Autocomplete
      inputValue={text}
      onInputChange={setText}
      filter={(name, typed) => contains(name, typed) || name.startsWith(SEARCH_MARK)}
    >
      <SearchField aria-label={t`Find an action`} ref={focusFirstField} className={styles.field ?? ''}>
        <Icon of={Search} />
        <Input dir={text ? 'auto' : direction} placeholder={t`Type an action, or what to search for…`} />
        <Kbd>Esc</Kbd>
      </SearchField>
      <Menu
        items={entries}
        className={styles.list ?? ''}
        onAction={(id) => run(entries, String(id))}
        renderEmptyState={() => (
          <p className={styles.nothing}>
            <Trans>No action has this name.</Trans>
          </p>
        )}
      >
        {(entry) => (
          <MenuItem id={entry.id} textValue={entry.name} className={styles.item ?? ''}>
            <span>{entry.title}</span>
            {entry.keys && <Kbd>{labelOfKeys(entry.keys)}</Kbd>}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

/** Begins the name of the entry that searches, so that no filter hides it. */
const SEARCH_MARK = '\u2063';

type Entry = Pick<Command, 'id' | 'title' | 'keys' | 'run'> & { readonly name: string };

function useEntries(text: string): readonly Entry[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const commands = useAllCommands().filter((command) => !command.isMove);
  const named = commands.map((command) => ({ ...command, name: command.title }));
  const q = text.trim();
  if (!q) return named;
  const search: Entry = {
    id: 'search-for',
    title: t`Search the conversations for “${q}”`,
    name: `${SEARCH_MARK}${q}`,
    keys: undefined,
    run: () => void navigate({ to: '/inbox/{-$id}', params: { id: undefined }, search: { view: 'all', q } }),
  };
  return [...named, search];
}

function run(entries: readonly Entry[], id: string): void {
  openPalette(false);
  const entry = entries.find((one) => one.id === id);
  if (entry) setTimeout(() => entry.run(), 0);
}
