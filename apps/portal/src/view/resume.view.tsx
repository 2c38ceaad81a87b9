import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';
import { Contact } from './contact.view.js';
import { Alert, type PartProps, Title } from './page.view.js';

/** Takes up a form by its address and code. */
export function ResumePage({ portal }: PartProps) {
  const { texts, state } = portal;
  const contact = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const given = (): string => contact.current?.value ?? '';
  const resume = (event: Event): void => {
    event.preventDefault();
    void portal.resume(given(), code.current?.value ?? '');
  };
  return (
    <form noValidate onSubmit={resume}>
      <Title>{texts.resume}</Title>
      <p class="intro">{texts.resumeIntro}</p>
      <Alert portal={portal} />
      <div class="card">
        <Contact portal={portal} input={contact} />
        <button type="button" class="quiet wide" onClick={() => void portal.sendCode(given())}>
          {texts.sendCode}
        </button>
        <output>{state.codeAsked && texts.codeAsked}</output>
        <Code portal={portal} input={code} />
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={state.busy}>
            {texts.goOn}
          </button>
          <button type="button" class="quiet" onClick={() => portal.back()}>
            {texts.back}
          </button>
        </div>
      </div>
    </form>
  );
}

function Code({ portal, input }: PartProps & { readonly input: Ref<HTMLInputElement> }) {
  return (
    <div class="field">
      <label for="code">{portal.texts.code}</label>
      <input
        id="code"
        ref={input}
        type="text"
        dir="ltr"
        autoComplete="one-time-code"
        autoCapitalize="characters"
      />
    </div>
  );
}
