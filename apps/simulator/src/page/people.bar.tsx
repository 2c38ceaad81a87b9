import { useEffect, useRef } from 'preact/hooks';
import type { Person } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';

type Props = {
  readonly people: readonly Person[];
  readonly current: Person | undefined;
  readonly unreadOf: (person: Person) => number;
  readonly onChoose: (person: Person) => void;
  readonly onAdd: () => void;
};

/** Who one is: each has a phone and a mailbox. */
export const PeopleBar = ({ people, current, unreadOf, onChoose, onAdd }: Props) => {
  const { words } = useLook();
  return (
    <section class="people" aria-labelledby="people-title">
      <h2 id="people-title">{words.people}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.phone}>
            <PersonButton
              person={person}
              isCurrent={person.phone === current?.phone}
              unread={unreadOf(person)}
              onChoose={() => onChoose(person)}
            />
          </li>
        ))}
        <li>
          <button type="button" class="person add" onClick={onAdd}>
            <Icon name="plus" size={18} />
            <span>{words.newPerson}</span>
          </button>
        </li>
      </ul>
    </section>
  );
};

type ButtonProps = { person: Person; isCurrent: boolean; unread: number; onChoose: () => void };

const PersonButton = ({ person, isCurrent, unread, onChoose }: ButtonProps) => {
  const { words, lang } = useLook();
  const name = person[lang];
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <button ref={ref} type="button" class="person" aria-pressed={isCurrent} onClick={onChoose}>
      <Avatar name={name} />
      <span class="person-name">
        <bdi>{name}</bdi>
      </span>
      {unread > 0 && !isCurrent ? (
        <span class="badge">
          <span aria-hidden="true">{unread}</span>
          <span class="hidden">{words.unread(unread)}</span>
        </span>
      ) : null}
    </button>
  );
};

const tones = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A circle with the name's first letter, always in the same tone for the same name. */
export const Avatar = ({ name }: { name: string }) => {
  const letters = name.replace(/^(أم|أبو|Umm|Abu)\s+/, '').replace(/^\+/, '');
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span class={`avatar tone-${tones[sum % tones.length]}`} aria-hidden="true">
      {Array.from(letters)[0] ?? '?'}
    </span>
  );
};
