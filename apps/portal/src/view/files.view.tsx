import { Below, describedBy, type FieldProps, LabelText } from './field.view.js';

/** Papers: pictures from the camera or files, sent as soon as they are chosen. */
export function Files(props: FieldProps) {
  const { portal, field, fault } = props;
  const { texts, state } = portal;
  const ids = [state.form?.answers[field.id] ?? []].flat();
  const most = field.max ?? 1;
  const waiting = state.uploading.filter((one) => one === field.id).length;
  const pick = (input: HTMLInputElement): void => {
    const picked = [...(input.files ?? [])].slice(0, most - ids.length);
    input.value = '';
    void portal.addFiles(field.id, picked);
  };
  return (
    <div class="field">
      <p class="label" id={`${field.id}-label`}>
        <LabelText {...props} />
      </p>
      <ul class="files">
        {ids.map((id) => (
          <li key={id}>
            <bdi>{state.form?.files[id]}</bdi>
            <button type="button" class="link" onClick={() => portal.removeFile(field.id, id)}>
              {texts.remove} <span class="hidden">{state.form?.files[id]}</span>
            </button>
          </li>
        ))}
      </ul>
      {ids.length < most && (
        <label class="pick" aria-busy={waiting > 0}>
          <span>{waiting > 0 ? texts.uploading : ids.length > 0 ? texts.addAnother : texts.addFile}</span>
          <input
            type="file"
            id={field.id}
            accept="image/*,application/pdf"
            multiple={most > 1}
            disabled={waiting > 0}
            aria-labelledby={`${field.id}-label`}
            aria-describedby={describedBy(props)}
            aria-invalid={fault ? true : undefined}
            onChange={(event) => pick(event.currentTarget)}
          />
        </label>
      )}
      <p class="fault" role="alert">
        {state.fileFault?.field === field.id && texts[state.fileFault.error]}
      </p>
      <Below {...props} />
    </div>
  );
}
