import { Trans, useLingui } from '@lingui/react/macro';
import { PAD, pathOf, type Stroke } from '@sila/domain';
import { Eraser } from 'lucide-react';
import { type PointerEvent, type ReactNode, useRef } from 'react';
import { Button } from '../../ui/index.js';
import styles from './desk.module.css';

interface SignaturePadProps {
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

/** A field to sign on with a finger, a pen or the mouse. */
export function SignaturePad({ strokes, onChange }: SignaturePadProps): ReactNode {
  const { t } = useLingui();
  const drawing = useRef(false);
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (strokes.flat().length >= PAD.mostPoints) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    onChange([...strokes, [pointOf(event)]]);
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    const last = strokes.at(-1);
    if (!drawing.current || !last || strokes.flat().length >= PAD.mostPoints) return;
    onChange([...strokes.slice(0, -1), [...last, pointOf(event)]]);
  };
  const end = () => {
    drawing.current = false;
  };
  return (
    <div className={styles.pad}>
      <svg
        role="img"
        aria-label={t`Field to sign on`}
        viewBox={`0 0 ${PAD.width} ${PAD.height}`}
        className={styles.padField}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line x1="40" x2={PAD.width - 40} y1="160" y2="160" className={styles.padLine} />
        <path d={pathOf(strokes)} className={styles.padInk} />
      </svg>
      <Button size="s" icon={Eraser} isDisabled={strokes.length === 0} onPress={() => onChange([])}>
        <Trans>Once more</Trans>
      </Button>
    </div>
  );
}

/** Where the pen is, in the pad's own units. */
function pointOf(event: PointerEvent<SVGSVGElement>): readonly [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  const within = (share: number, most: number): number =>
    Math.round(Math.min(1, Math.max(0, share)) * most * 10) / 10;
  return [
    within((event.clientX - box.left) / box.width, PAD.width),
    within((event.clientY - box.top) / box.height, PAD.height),
  ];
}
