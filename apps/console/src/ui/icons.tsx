import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './display.module.css';

/** Icons that show a direction of reading or travel: these and no others turn round in Arabic. */
const MIRRORED = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ChevronLeft',
  'ChevronRight',
  'ChevronsLeft',
  'ChevronsRight',
  'CornerDownLeft',
  'CornerDownRight',
  'CornerUpLeft',
  'CornerUpRight',
  'ExternalLink',
  'Forward',
  'IndentDecrease',
  'IndentIncrease',
  'ListIndentDecrease',
  'ListIndentIncrease',
  'LogIn',
  'LogOut',
  'PanelLeft',
  'PanelRight',
  'PhoneForwarded',
  'Redo',
  'Redo2',
  'Reply',
  'ReplyAll',
  'Send',
  'SendHorizontal',
  'Undo',
  'Undo2',
  'UserRoundArrowRight',
]);

interface IconProps {
  readonly of: LucideIcon;
  /** Pixels; 18 stands well beside body text. */
  readonly size?: number | undefined;
}

/** A decorative icon. Mirrored in right-to-left when its name is one of the directional ones. */
export function Icon({ of: Drawing, size = 18 }: IconProps): ReactNode {
  return <Drawing size={size} aria-hidden className={directional(Drawing) ? styles.mirrored : undefined} />;
}

/** An icon that always points along the reading direction, whatever its name. */
export function DirectionalIcon({ of: Drawing, size = 18 }: IconProps): ReactNode {
  return <Drawing size={size} aria-hidden className={styles.mirrored} />;
}

function directional(icon: LucideIcon): boolean {
  return MIRRORED.has(icon.displayName ?? '');
}
