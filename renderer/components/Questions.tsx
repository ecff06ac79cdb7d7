import { useRef } from 'react';
import { Button } from '@fluentui/react-components';
import type { NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { optionOfAnswer, optionsOf, valueToSend } from '../view-model/questions.ts';
import { AnsweredBy } from './AnsweredBy.tsx';
import { Fold } from './Fold.tsx';
import { ErrorNotice } from './Notice.tsx';
import './components.css';

function Question({
  question,
  onAnswered,
}: {
  readonly question: NextQuestion;
  readonly onAnswered: () => void;
}): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const give = async (option: string): Promise<void> => {
    await answer(question.id, valueToSend(question.input, option));
    onAnswered();
  };
  return (
    <li className="question">
      <h3>{question.text}</h3>
      <p className="question-why">
        {question.why}
        {question.decides.length > 0 && ` Decides: ${question.decides.join(', ')}.`}
      </p>
      <div className="question-options" role="group" aria-label={question.text}>
        {optionsOf(question.input).map((option) => (
          <Button key={option.value} onClick={() => void give(option.value)}>
            {option.label}
          </Button>
        ))}
      </div>
      <Fold title="How to find out">
        <p className="prose">{question.howToFindOut}</p>
      </Fold>
    </li>
  );
}

/** Gives the focus to an element, or to the page's title when the element went away with its last entry. */
function focusOr(element: HTMLElement | null): void {
  (element ?? document.querySelector<HTMLElement>('main h1'))?.focus();
}

interface QuestionsProps {
  readonly title: string;
  readonly intro?: string;
  readonly questions: readonly NextQuestion[];
}

/** Open questions, answerable in place. The diagnosis is evaluated again with each answer. */
export function Questions({ title, intro, questions }: QuestionsProps): React.JSX.Element | null {
  const heading = useRef<HTMLHeadingElement>(null);
  const error = useDiagnosis((state) => state.error);
  if (questions.length === 0) return null;
  return (
    <section className="page-section">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {intro !== undefined && <p className="prose quiet">{intro}</p>}
      {error && <ErrorNotice error={error} />}
      <ul>
        {questions.map((question) => (
          // The answered question is gone, and with it the button that had the focus.
          <Question key={question.id} question={question} onAnswered={() => focusOr(heading.current)} />
        ))}
      </ul>
    </section>
  );
}

/** Answers given by hand, with who and when, each to be taken back. */
export function GivenAnswers({
  accept,
}: {
  readonly accept: (question: string) => boolean;
}): React.JSX.Element | null {
  const heading = useRef<HTMLHeadingElement>(null);
  const answers = useDiagnosis((state) => state.answers);
  const asked = useDiagnosis((state) => state.asked);
  const answer = useDiagnosis((state) => state.answer);
  const shown = answers.filter((given) => accept(given.question));
  if (shown.length === 0) return null;
  return (
    <section className="page-section">
      <h2 ref={heading} tabIndex={-1}>
        Answered by hand
      </h2>
      <ul>
        {shown.map((given) => {
          const question = asked[given.question];
          const option = optionOfAnswer(given);
          const label =
            question === undefined
              ? option
              : (optionsOf(question.input).find((entry) => entry.value === option)?.label ?? option);
          return (
            <li key={given.question} className="answer-line">
              <span>
                {question?.text ?? given.question} <strong>{label}</strong>
              </span>
              <AnsweredBy answer={given} />
              <Button
                size="small"
                onClick={() => void answer(given.question, null).then(() => focusOr(heading.current))}
              >
                Take back
                <span className="unseen"> the answer to: {question?.text ?? given.question}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
