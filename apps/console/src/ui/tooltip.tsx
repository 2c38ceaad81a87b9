import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from 'react-aria-components';
import styles from './overlays.module.css';
import { Kbd } from './text.js';

interface TipProps {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** Gives a React Aria button a tooltip, with its key when it has one. */
export function WithTooltip({ text, shortcut, children }: TipProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
        {text}
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

interface TooltipProps {
  readonly text: string;
  /** One focusable or plain element; it becomes reachable by keyboard. */
  readonly children: ReactElement<Record<string, unknown>, string>;
}

/** Gives any element a tooltip and makes it reachable by keyboard. Never the only place of an information. */
export function Tooltip({ text, children }: TooltipProps): ReactNode {
  return (
    <WithTooltip text={text}>
      <Focusable>{children}</Focusable>
    </WithTooltip>
  );
}
