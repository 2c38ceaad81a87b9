import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useChangePreferences, useMe } from '../api/index.js';
import { Dialog, Kbd, Switch } from '../ui/index.js';
import { labelOfKeys, useAllCommands } from './command.registry.js';
import { openKeysSheet, usePanels } from './panels.store.js';
import { COMMAND_GROUPS } from './shortcut.rules.js';
import type { Command, CommandGroup } from './shortcut.rules.js';
import styles from './shell.module.css';

/** Every key that works on this screen, from the same registry the keyboard uses. */
export function KeysSheet(): ReactNode {
  const { t } = useLingui();
  const isOpen = usePanels((state) => state.keysSheet);
  const commands = useAllCommands().filter((command) => command.keys);
  const titles: Record<CommandGroup, string> = {
    call: t`The call`,
    conversation: t`The conversation`,
    list: t`The list`,
    writing: t`Writing`,
    go: t`Go to`,
    app: t`Everywhere`,
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={openKeysSheet} title={t`Keys`} size="l">
      <SingleKeysSwitch />
      <div className={styles.sheet}>
        {COMMAND_GROUPS.map((group) => (
          <Group key={group} title={titles[group]} commands={commands.filter((one) => one.group === group)} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({
  title,
  commands,
}: {
  readonly title: string;
  readonly commands: readonly Command[];
}): ReactNode {
  if (commands.length === 0) return null;
  return (
    <section>
      <h3 className={styles.sheetTitle}>{title}</h3>
      <dl className={styles.keys}>
        {commands.map((command) => (
          <div key={command.id}>
            <dt>{command.title}</dt>
            <dd>
              <Kbd>{labelOfKeys(command.keys ?? '')}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SingleKeysSwitch(): ReactNode {
  const { t } = useLingui();
  const { preferences } = useMe();
  const save = useChangePreferences();
  return (
    <Switch
      isSelected={preferences.shortcuts}
      onChange={(shortcuts) => save.mutate({ shortcuts })}
      description={t`Chords with Ctrl or ⌘ always work. Keys go by their place on the keyboard, in any layout.`}
    >
      {t`Single keys work outside text fields`}
    </Switch>
  );
}
