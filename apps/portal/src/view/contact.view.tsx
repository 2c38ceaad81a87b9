import type { Ref } from 'preact';
import type { PartProps } from './page.view.js';

interface ContactProps extends PartProps {
  readonly input: Ref<HTMLInputElement>;
  readonly value?: string;
}

/** The address by which a form is found again. */
export function Contact({ portal, input, value = '' }: ContactProps) {
  return (
    <div class="field">
      <label for="contact">{portal.texts.contact}</label>
      <input
        id="contact"
        ref={input}
        type="text"
        dir="ltr"
        inputMode="email"
        autoComplete="username"
        defaultValue={value}
      />
    </div>
  );
}
