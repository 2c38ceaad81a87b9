import { Plural } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { PersonCard } from '@sila/contracts';
import { Avatar } from '../../ui/index.js';
import { AddressText, Identity } from '../panel/identity.row.js';
import panel from '../panel/panel.module.css';
import styles from './people.module.css';

interface PersonProps {
  readonly person: PersonCard;
}

/** A person in a list: name, first addresses, how many conversations. */
export function PersonLine({ person }: PersonProps): ReactNode {
  return (
    <>
      <Avatar name={person.name} size="s" />
      <span className={styles.who}>
        <bdi>{person.name}</bdi>
        <small className={styles.addresses}>
          {person.identities.slice(0, 3).map((identity) => (
            <AddressText key={identity.id} identity={identity} />
          ))}
        </small>
      </span>
      <small className={styles.count}>
        <Conversations count={person.conversations} />
      </small>
    </>
  );
}

/** A person beside another one, to compare. */
export function PersonColumn({ person }: PersonProps): ReactNode {
  return (
    <section className={styles.column}>
      <h3 className={styles.name}>
        <Avatar name={person.name} size="s" />
        <bdi>{person.name}</bdi>
      </h3>
      <ul className={panel.identities}>
        {person.identities.map((identity) => (
          <Identity key={identity.id} identity={identity} />
        ))}
      </ul>
      <small className={styles.count}>
        <Conversations count={person.conversations} />
      </small>
    </section>
  );
}

function Conversations({ count }: { readonly count: number }): ReactNode {
  return <Plural value={count} one="# conversation" other="# conversations" />;
}
