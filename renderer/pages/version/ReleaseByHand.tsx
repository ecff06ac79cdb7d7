import { useEffect, useRef, useState } from 'react';
import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReleaseExplanation } from '../../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { call } from '../../ipc/doctor.ts';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { noAnswerLabel, optionOfAnswer, releaseOptions } from '../../view-model/questions.ts';

interface Explaining {
  /** Null while nothing is entered, or it is not explained yet. */
  readonly says: ReleaseExplanation | null;
  /** Explains at once, for who does not wait; null when it cannot be told. */
  readonly explainNow: () => Promise<ReleaseExplanation | null>;
}

/** What a number or name says, a moment after it was last changed. */
function useExplanation(text: string): Explaining {
  const [found, setFound] = useState<{ readonly text: string; readonly says: ReleaseExplanation } | null>(
    null,
  );
  useEffect(() => {
    if (text.trim() === '') return;
    let wanted = true;
    const timer = window.setTimeout(() => {
      void call('release:explain', { text: text.trim() }).then((reply) => {
        if (wanted && reply.ok) setFound({ text, says: reply.value });
      });
    }, 200);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  const says = found?.text === text ? found.says : null;
  const explainNow = async (): Promise<ReleaseExplanation | null> => {
    if (says !== null || text.trim() === '') return says;
    const reply = await call('release:explain', { text: text.trim() });
    if (!reply.ok) return null;
    setFound({ text, says: reply.value });
    return reply.value;
  };
  return { says, explainNow };
}

function Explained({ says }: { readonly says: ReleaseExplanation }): React.JSX.Element {
  return (
    <div className="explained">
      <p>
        <strong>{says.release === null ? 'This tells no release' : `SMS ${says.release}`}</strong>
      </p>
      {says.parts.length > 0 && (
        <dl>
          {says.parts.map((part, index) => (
            // A number can hold the same group twice, so its place is part of the key.
            <div key={`${index}:${part.text}`}>
              <dt className="mono">{part.text}</dt>
              <dd>{part.meaning}</dd>
            </div>
          ))}
        </dl>
      )}
      {says.note !== null && <p className="quiet">{says.note}</p>}
    </div>
  );
}

function ByNumber(): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const [text, setText] = useState('');
  const { says, explainNow } = useExplanation(text);
  const explained = useRef<HTMLDivElement>(null);
  const use = async (): Promise<void> => {
    const told = await explainNow();
    if (told?.release == null) return;
    setText('');
    await answer('release', text.trim());
  };
  useEffect(() => {
    if (says !== null) explained.current?.scrollIntoView({ block: 'nearest' });
  }, [says]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <div className="by-hand-line">
        <Field label="Or the number that is read out to you">
          <Input
            className="mono"
            value={text}
            placeholder="2.00.1493.2009"
            spellCheck={false}
            maxLength={100}
            onChange={(_event, data) => setText(data.value)}
          />
        </Field>
        {/* Not kept back by an unexplained number: a disabled button would swallow Enter without a word. */}
        <Button type="submit" disabledFocusable={text.trim() === ''}>
          Use this number
        </Button>
      </div>
      <div aria-live="polite" ref={explained}>
        {says !== null && <Explained says={says} />}
      </div>
    </form>
  );
}

/** The release by name or number, as the technician was told it. */
export function ReleaseByHand({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === 'release'));
  const answer = useDiagnosis((state) => state.answer);
  const asked = useDiagnosis((state) => state.asked['release']);
  const noAnswer = noAnswerLabel(diagnosis.site.releaseSources.length > 0);
  const chosen = optionOfAnswer(given);
  const byNumber = chosen !== '' && !releaseOptions.some((option) => option.value === chosen);
  return (
    <section className="page-section">
      <h2>Say it by hand</h2>
      <p className="prose quiet">
        {asked?.howToFindOut ??
          'For when you know better than the files: the console shows version and build in the properties of the site.'}
      </p>
      <Field label="The release of this site server">
        <RadioGroup
          className="release-choices"
          value={chosen}
          onChange={(_event, data) => void answer('release', data.value === '' ? null : data.value)}
        >
          {releaseOptions.map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} />
          ))}
          {byNumber && <Radio value={chosen} label={`By number: ${chosen}`} />}
          <Radio value="" label={noAnswer} />
        </RadioGroup>
      </Field>
      <p className="small quiet release-who" aria-live="polite">
        {given === undefined ? (
          'Nothing answered by hand.'
        ) : (
          <>
            Answered by <AnsweredBy answer={given} />. Choose “{noAnswer}” to take it back.
          </>
        )}
      </p>
      <ByNumber />
    </section>
  );
}
