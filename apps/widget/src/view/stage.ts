import type { ChatState } from '../chat.state.js';

/** Where the panel takes the whole screen, and the page behind it rests. */
const SMALL = '(max-width: 480px)';
/** Distance from the end, in pixels, within which the log follows new messages. */
const NEAR_END = 80;

/** What must happen to the elements beside drawing them: open and close the dialog, set the focus, follow the log. */
export class Stage {
  private isOpen = false;
  private phase = '';
  private pending = 0;

  constructor(private readonly place: HTMLElement) {}

  /** Looks before drawing; the function it gives is called after it. */
  before(): (state: ChatState) => void {
    const log = this.find('.log');
    const follows = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    return (state) => this.after(state, follows);
  }

  private after(state: ChatState, follows: boolean): void {
    const { isOpen, phase, pending } = state;
    const turned = isOpen !== this.isOpen;
    if (turned) this.turn(isOpen);
    if (isOpen && (turned || phase !== this.phase))
      (this.find('input[name],textarea') ?? this.find('.close'))?.focus();
    const log = this.find('.log');
    if (log) {
      // Scrolling by keyboard needs the focus in browsers that don't give it to scrollers by themselves.
      log.tabIndex = 0;
      if (turned || follows || pending.length > this.pending) log.scrollTop = log.scrollHeight;
    }
    this.isOpen = isOpen;
    this.phase = phase;
    this.pending = pending.length;
  }

  /** On a phone the page behind is out of reach until the chat is closed. */
  private turn(isOpen: boolean): void {
    const dialog = this.find<HTMLDialogElement>('dialog');
    if (!isOpen) dialog?.close();
    else if (matchMedia(SMALL).matches) dialog?.showModal();
    else dialog?.show();
  }

  private find<Found extends HTMLElement>(selector: string): Found | null {
    return this.place.querySelector<Found>(selector);
  }
}
