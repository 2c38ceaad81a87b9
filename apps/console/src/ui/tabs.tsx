import type { ReactNode } from 'react';
import {
  type Key,
  Tab as AriaTab,
  TabList,
  TabPanel,
  TabPanels,
  Tabs as AriaTabs,
} from 'react-aria-components';
import styles from './layout.module.css';

/** One tab and what it shows. */
export interface TabEntry<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly content?: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabEntry<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** Tabs; arrow keys follow the reading direction. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>): ReactNode {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key: Key) => onSelect(String(key) as Id)}
      className={styles.tabs ?? ''}
    >
      <TabList aria-label={label} className={styles.tabList ?? ''}>
        {tabs.map((tab) => (
          <AriaTab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
            {tab.label}
          </AriaTab>
        ))}
      </TabList>
      <TabPanels>
        {tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className={styles.tabPanel ?? ''}>
            {tab.content}
          </TabPanel>
        ))}
      </TabPanels>
    </AriaTabs>
  );
}
