import { useEffect, useState } from 'preact/hooks';
import { api, type Chat, type Person } from './api.calls.ts';
import type { Language } from './look.state.ts';

/** The people one can be: those of the roster, and whoever else has written. */
export const usePeople = (chats: readonly Chat[], lang: Language) => {
  const [roster, setRoster] = useState<readonly Person[]>([]);
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => void api.people().then(setRoster, () => undefined), []);
  const isKnown = ({ channel, address }: Chat) =>
    roster.some(({ addresses }) => addresses[channel] === address);
  const strangers = chats
    .filter((chat) => !isKnown(chat))
    .slice(0, 12)
    .map(personOf);
  const all = [...roster, ...strangers];
  const add = async () => {
    const person = await api.addPerson();
    setRoster((before) => [...before, person]);
    choose(person.phone);
  };
  const nameOf = (address: string): string => {
    const bare = address.replace(/^whatsapp:/, '');
    const person = all.find(
      ({ phone, email, addresses }) =>
        phone === bare || email === bare || Object.values(addresses).includes(bare),
    );
    return person ? person[lang] : bare;
  };
  return {
    all,
    current: all.find(({ phone }) => phone === chosen) ?? all[0],
    choose: (person: Person) => choose(person.phone),
    add: () => void add().catch(() => undefined),
    nameOf,
  };
};

/** Somebody known by one app alone. */
const personOf = ({ channel, address, name }: Chat): Person => {
  const shown = name ?? address;
  const email = `${address.replace(/\W/g, '')}@example.org`;
  return { phone: address, email, ar: shown, en: shown, addresses: { [channel]: address } };
};
