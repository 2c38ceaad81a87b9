import type { App, ChatMessage } from './api.calls.ts';
import type { Aim } from './chat.aim.ts';
import type { Outbox } from './chat.outbox.ts';
import { Icon, type IconName } from './icons.tsx';
import { useLook } from './look.state.ts';

type Props = {
  readonly message: ChatMessage;
  readonly app: App;
  readonly aim: Aim;
  readonly outbox: Outbox;
  readonly onDone: () => void;
};

const emojis = ['👍', '❤️', '🙏', '😢'] as const;

/** Whether this app lets the person do anything to this message. */
export const hasActions = ({ phone: { sends } }: App, { mine, deleted }: ChatMessage): boolean =>
  deleted !== true &&
  (['inReplyTo', 'reaction'].some((each) => sends.includes(each)) ||
    (mine && ['edit', 'deletion'].some((each) => sends.includes(each))));

/** Answer, react, edit, delete: as far as the app can. */
export const MessageActions = ({ message, app, aim, outbox, onDone }: Props) => {
  const { words } = useLook();
  const can = (field: string) => app.phone.sends.includes(field);
  const act = (doing: () => unknown) => {
    doing();
    onDone();
  };
  const remove = () => void outbox.send({ deletion: { of: message.id } });
  return (
    <fieldset class="message-actions" aria-label={words.messageActions}>
      {can('reaction') ? (
        <ReactionButtons
          message={message}
          onReact={(emoji) => act(() => outbox.send({ reaction: { to: message.id, emoji } }))}
        />
      ) : null}
      {can('inReplyTo') ? (
        <ActionButton
          icon="reply"
          label={words.answerMessage}
          onClick={() => act(() => aim.reply(message))}
        />
      ) : null}
      {can('edit') && message.mine && message.text !== '' ? (
        <ActionButton icon="pencil" label={words.editMessage} onClick={() => act(() => aim.edit(message))} />
      ) : null}
      {can('deletion') && message.mine ? (
        <ActionButton icon="bin" label={words.deleteMessage} onClick={() => act(remove)} />
      ) : null}
    </fieldset>
  );
};

const ActionButton = ({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) => (
  <button type="button" class="action" aria-label={label} title={label} onClick={onClick}>
    <Icon name={icon} size={18} />
  </button>
);

type ReactionProps = { message: ChatMessage; onReact: (emoji: string | null) => void };

/** The chosen one is taken back when pressed again. */
const ReactionButtons = ({ message, onReact }: ReactionProps) => {
  const own = message.reactions?.find(({ mine }) => mine)?.emoji;
  return (
    <>
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="action"
          aria-pressed={own === emoji}
          onClick={() => onReact(own === emoji ? null : emoji)}
        >
          {emoji}
        </button>
      ))}
    </>
  );
};
