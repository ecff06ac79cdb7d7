import type { Timeline } from '../../../electron/engine/reasoning/diagnosis.ts';
import { counted } from '../../view-model/numbers.ts';
import { Fold } from '../Fold.tsx';
import { SourceLink } from '../SourceLink.tsx';

/** The timeline in sentences, in the order of time. */
export function TimelineWords({ timeline }: { readonly timeline: Timeline }): React.JSX.Element {
  return (
    <Fold flush title="The same in words" aside={counted(timeline.words.length, 'sentence')}>
      <ol className="timeline-words">
        {timeline.words.map((sentence, index) => (
          <li key={index}>
            {sentence.text} {sentence.source !== '' && <SourceLink source={sentence.source} />}
          </li>
        ))}
      </ol>
    </Fold>
  );
}
