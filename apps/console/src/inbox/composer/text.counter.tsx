import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ReplyOption } from '@sila/contracts';
import { smsSegments, textParts } from '@sila/domain';
import { cx, useFormat } from '../../ui/index.js';
import styles from './composer.module.css';

/** What of a way to answer decides how a text is counted. */
export type TextLimits = Pick<ReplyOption, 'maxLength' | 'splits' | 'segments'>;

/** Notes stay here. */
export const NOTE_LIMITS: TextLimits = { maxLength: 20_000, splits: false, segments: null };

/** True when the text can't go, not even as several messages. */
export function isTooLong(text: string, { maxLength, splits }: TextLimits): boolean {
  return text.length > maxLength && !splits;
}

/** From this share of the limit on, what is left is shown. */
const NEAR = 0.8;

/** How much of a text still fits, into how many messages it is cut, and how many parts an SMS of it costs. */
export function TextCounter({
  text,
  limits,
}: {
  readonly text: string;
  readonly limits: TextLimits;
}): ReactNode {
  const messages = textParts(text, limits);
  const isNear = text.length >= limits.maxLength * NEAR;
  const isOver = isTooLong(text, limits);
  if (!isNear && (limits.segments === null || text === '')) return null;
  return (
    <output className={cx(styles.saved, isOver && styles.over)}>
      {messages.length > 1 && <MessageCount count={messages.length} />}
      {messages.length > 1 && limits.segments !== null && ' · '}
      {limits.segments === 'sms' && <Parts messages={messages} />}
      {messages.length === 1 && limits.segments === null && (
        <LengthLeft left={limits.maxLength - text.length} />
      )}
    </output>
  );
}

function MessageCount({ count }: { readonly count: number }): ReactNode {
  return <Plural value={count} one="Goes as # message" other="Goes as # messages" />;
}

/** Operators bill each part. */
function Parts({ messages }: { readonly messages: readonly string[] }): ReactNode {
  const format = useFormat();
  const counted = messages.map(smsSegments);
  const parts = counted.reduce((sum, each) => sum + each.parts, 0);
  const left = format.number(counted.at(-1)?.left ?? 0);
  return (
    <>
      <Plural value={parts} one="# part" other="# parts" /> · <Trans>{left} left</Trans>
    </>
  );
}

function LengthLeft({ left }: { readonly left: number }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (left < 0) return t`Too long by ${format.number(-left)}`;
  return <Plural value={left} one="# character left" other="# characters left" />;
}
