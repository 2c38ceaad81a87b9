import { Below, describedBy, type FieldProps, LabelText } from './field.view.js';

/** Papers: pictures from the camera or files, sent as soon as they are chosen. */
export function Files(props: FieldProps) {
  const { portal, field } = props;
  const { texts, state } = portal;
  const ids = [state.form?.answers[field.id] ?? []].flat();
  const most = field.max ?? 1;
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
      {ids.length < most && <Pick {...props} room={most - ids.length} />}
      <p class="fault" role="alert">
        {state.fileFault?.field === field.id && texts[state.fileFault.error]}
      </p>
      <Below {...props} />
    </div>
  );
}

/** Opens the camera or the files of the phone. */
function Pick({ room, ...props }: FieldProps & { readonly room: number }) {
  const { portal, field, fault } = props;
  const { texts, state } = portal;
  const isBusy = state.uploading.includes(field.id);
  const isFirst = (state.form?.answers[field.id] ?? []).length === 0;
  const pick = (input: HTMLInputElement): void => {
    const picked = [...(input.files ?? [])].slice(0, room);
    input.value = '';
    void portal.addFiles(field.id, picked);
  };
  return (
    <label class="pick" aria-busy={isBusy}>
      <span>{isBusy ? texts.uploading : isFirst ? texts.addFile : texts.addAnother}</span>
      <input
        type="file"
        id={field.id}
        accept="image/*,application/pdf"
        multiple={room > 1}
        disabled={isBusy}
        aria-labelledby={`${field.id}-label`}
        aria-describedby={describedBy(props)}
        aria-invalid={fault ? true : undefined}
        onChange={(event) => pick(event.currentTarget)}
      />
    </label>
  );
}
