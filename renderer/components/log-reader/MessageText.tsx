import { memo } from 'react';
import type { ExplainedNumber } from '../../view-model/number-explanations.ts';
import { type TextHit, textPieces } from '../../view-model/log-view-pieces.ts';

interface MessageTextProps {
  readonly text: string;
  readonly numbers: readonly ExplainedNumber[];
  /** Where the text that is looked for stands. */
  readonly hits: readonly TextHit[];
}

/** A message with its explained numbers underlined and what is looked for marked. */
export const MessageText = memo(function MessageText({
  text,
  numbers,
  hits,
}: MessageTextProps): React.JSX.Element {
  return (
    <>
      {textPieces(text, numbers, hits).map((piece) => {
        const content = piece.hit ? <mark className="log-hit">{piece.text}</mark> : piece.text;
        return piece.number === null ? (
          <span key={piece.from}>{content}</span>
        ) : (
          <span key={piece.from} className="log-number" data-number={piece.number}>
            {content}
          </span>
        );
      })}
    </>
  );
});
