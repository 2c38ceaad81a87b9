import { Alert, type PartProps, Title } from './page.view.js';

/** What there is to fill, and what was begun. */
export function StartPage({ portal }: PartProps) {
  const { texts, state } = portal;
  const { language, start } = state;
  const forms = start?.forms ?? [];
  return (
    <>
      <Title>{texts.choose}</Title>
      <Alert portal={portal} />
      <Unfinished portal={portal} />
      {forms.length === 0 && <p class="intro">{texts.none}</p>}
      <ul class="forms">
        {forms.map((one) => (
          <li key={one.accountId}>
            <button type="button" class="choice" onClick={() => portal.begin(one)}>
              <strong>{one.form.title[language]}</strong>
              <span>{one.form.intro[language]}</span>
            </button>
          </li>
        ))}
      </ul>
      {forms.length > 0 && (
        <button type="button" class="link" onClick={() => portal.go('resume')}>
          {texts.haveCode}
        </button>
      )}
    </>
  );
}

function Unfinished({ portal }: PartProps) {
  const { texts, state } = portal;
  if (!state.form) return null;
  return (
    <section class="card">
      <h2>{texts.unfinished}</h2>
      <p>{state.form.form.title[state.language]}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => portal.goOn()}>
          {texts.goOn}
        </button>
        <button type="button" class="quiet" onClick={() => portal.forget()}>
          {texts.startOver}
        </button>
      </div>
    </section>
  );
}
