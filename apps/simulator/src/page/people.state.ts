import { useEffect, useState } from 'preact/hooks';
import { api, type Chat, type Person } from './api.calls.ts';
import type { Language } from './look.state.ts';
import { arabic } from './words.ar.ts';
import { english } from './words.en.ts';

/** The people one can be: the roster, whoever else has written, and those made on the page. */
export const usePeople = (chats: readonly Chat[], lang: Language) => {
  const [roster, setRoster] = useState<readonly Person[]>([]);
  const [made, setMade] = useState<readonly Person[]>([]);
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => void api.people().then(setRoster, () => undefined), []);
  const known = [...roster, ...made];
  const others = chats
    .filter(({ address }) => !known.some(({ phone }) => phone === address))
    .slice(0, 12)
    .map(personOf);
  const all = [...known, ...others];
  const add = () => {
    const person = newPerson(made.length + 1);
    setMade([...made, person]);
    choose(person.phone);
  };
  const nameOf = (address: string): string => {
    const bare = address.replace(/^whatsapp:/, '');
    const person = all.find(({ phone, email }) => phone === bare || email === bare);
    return person ? person[lang] : bare;
  };
  return {
    all,
    current: all.find(({ phone }) => phone === chosen) ?? all[0],
    choose: (person: Person) => choose(person.phone),
    add,
    nameOf,
  };
};

const personOf = (chat: Chat): Person => {
  const name = chat.name ?? chat.address;
  const email = `${chat.address.replace(/\W/g, '')}@example.org`;
  return { phone: chat.address, email, ar: name, en: name, addresses: { [chat.channel]: chat.address } };
};

const newPerson = (nth: number): Person => {
  const digits = String(Math.floor(Math.random() * 900_000) + 100_000);
  return {
    phone: `+966500${digits}`,
    email: `person${digits}@example.org`,
    ar: `${arabic.newPerson} ${nth}`,
    en: `${english.newPerson} ${nth}`,
    addresses: { whatsapp: `+966500${digits}` },
  };
};
