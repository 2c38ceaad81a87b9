import { toE164 } from '@sila/domain';
import type { TargetedSubmitEvent } from 'preact';
import type { Faults, Field } from '../chat.state.js';
import type { Chat } from '../chat.store.js';
import { TEXTS } from '../texts.js';
import { AttachButton, Files } from './composer.view.js';

/** Which details the form asks for beside the message. */
export interface Asked {
  readonly name: boolean;
  readonly contact: boolean;
}

/** Asks who is writing before the first message: a name where the association wants one, an address when it is closed. */
export function IntroForm({ chat, asked }: { readonly chat: Chat; readonly asked: Asked }) {
  const { language, files, faults } = chat.state;
  const texts = TEXTS[language];
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (files.some((file) => file.state === 'uploading')) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const value = (field: Field): string => String(data.get(field) ?? '').trim();
    const found = faultsOf(value, asked);
    chat.complain(found);
    const first = found[0];
    if (first) return form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    if (asked.name) chat.introduce({ name: value('name') });
    if (asked.contact) chat.introduce({ contact: value('contact') });
    chat.send(value('text'));
  };
  const field = (name: Field) => ({ name, fault: faults.includes(name) });
  return (
    <form class="intro" onSubmit={onSubmit} noValidate>
      {asked.name && (
        <Input {...field('name')} label={texts.name} problem={texts.needName} autocomplete="name" first />
      )}
      {asked.contact && (
        <Input
          {...field('contact')}
          label={texts.contact}
          hint={texts.contactHint}
          problem={texts.needContact}
          autocomplete="tel"
          first={!asked.name}
        />
      )}
      <label>
        {texts.message}
        <textarea name="text" rows={3} aria-invalid={faults.includes('text')} aria-describedby="text-fault" />
      </label>
      {faults.includes('text') && <Fault id="text-fault" text={texts.needText} />}
      <Files chat={chat} />
      <div class="row">
        <AttachButton chat={chat} />
        <button type="submit" class="go">
          {texts.start}
        </button>
      </div>
    </form>
  );
}

interface InputProps {
  readonly name: Field;
  readonly label: string;
  readonly hint?: string;
  readonly fault: boolean;
  readonly problem: string;
  readonly autocomplete: 'name' | 'tel';
  readonly first: boolean;
}

function Input({ name, label, hint, fault, problem, autocomplete, first }: InputProps) {
  const note = `${name}-note`;
  return (
    <>
      <label>
        {label}
        <input
          name={name}
          dir="auto"
          autocomplete={autocomplete}
          maxLength={name === 'name' ? 120 : 200}
          aria-invalid={fault}
          aria-describedby={note}
          data-focus={first || undefined}
        />
      </label>
      {fault ? <Fault id={note} text={problem} /> : hint && <small id={note}>{hint}</small>}
    </>
  );
}

function Fault({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <em id={id} role="alert">
      {text}
    </em>
  );
}

function faultsOf(value: (field: Field) => string, asked: Asked): Faults {
  const faults: Field[] = [];
  if (asked.name && !value('name')) faults.push('name');
  if (asked.contact && !reachable(value('contact'))) faults.push('contact');
  if (!value('text')) faults.push('text');
  return faults;
}

/** A mail address, or a number that can be one; Arabic-Indic digits count as digits. */
function reachable(contact: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact) || (!/[a-z]/i.test(contact) && toE164(contact) !== null);
}
