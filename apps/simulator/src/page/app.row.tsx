import type { ProviderView } from './api.calls.ts';
import { LineDrawing } from './icons.tsx';
import { useLook } from './look.state.ts';

type Props = {
  readonly apps: readonly ProviderView[];
  readonly current: ProviderView;
  readonly unreadIn: (app: ProviderView) => number;
  readonly onChoose: (app: ProviderView) => void;
};

/** The apps on this phone that reach the association; nothing to choose where there is one. */
export const AppRow = ({ apps, current, unreadIn, onChoose }: Props) => {
  const { words } = useLook();
  if (apps.length < 2) return null;
  return (
    <ul class="app-row" aria-label={words.apps}>
      {apps.map((app) => (
        <li key={app.channel}>
          <AppButton
            app={app}
            isCurrent={app.channel === current.channel}
            unread={unreadIn(app)}
            onChoose={() => onChoose(app)}
          />
        </li>
      ))}
    </ul>
  );
};

type ButtonProps = { app: ProviderView; isCurrent: boolean; unread: number; onChoose: () => void };

const AppButton = ({ app, isCurrent, unread, onChoose }: ButtonProps) => {
  const { words, lang } = useLook();
  return (
    <button type="button" class="app" aria-pressed={isCurrent} onClick={onChoose}>
      <span class="app-icon">
        <LineDrawing path={app.icon} size={22} />
        {unread > 0 && !isCurrent ? (
          <span class="badge" aria-hidden="true">
            {unread}
          </span>
        ) : null}
      </span>
      <span class="app-name">{app.label[lang]}</span>
      {unread > 0 && !isCurrent ? <span class="hidden">{words.unread(unread)}</span> : null}
    </button>
  );
};
