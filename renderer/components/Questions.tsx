import { Button } from '@fluentui/react-components';
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { optionOfAnswer, optionsOf, valueToSend } from '../view-model/questions.ts';
import { AnsweredBy } from './AnsweredBy.tsx';
import { Fold } from './Fold.tsx';
import { focusPlaces, useFocusSuccessor } from './focus.ts';
import './components.css';

function Question({ question }: { readonly question: NextQuestion }): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const answered = useFocusSuccessor(focusPlaces.questions);
  return (
    <li className="question" ref={answered}>
      <h3>{question.text}</h3>
      <p className="question-why">
        {question.why}
        {question.decides.length > 0 && ` Decides: ${question.decides.join(', ')}.`}
      </p>
      <div className="question-options" role="group" aria-label={question.text}>
        {optionsOf(question.input).map((option) => (
          <Button
            key={option.value}
            onClick={() => void answer(question.id, valueToSend(question.input, option.value))}
          >
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

interface QuestionsProps {
  readonly title: string;
  readonly intro?: string;
  readonly questions: readonly NextQuestion[];
}

/** Open questions, answerable in place. The diagnosis is evaluated again with each answer. */
export function Questions({ title, intro, questions }: QuestionsProps): React.JSX.Element | null {
  if (questions.length === 0) return null;
  return (
    <section className="page-section">
      <h2 tabIndex={-1} data-focus={focusPlaces.questions}>
        {title}
      </h2>
      {intro !== undefined && <p className="prose quiet">{intro}</p>}
      <ul>
        {questions.map((question) => (
          <Question key={question.id} question={question} />
        ))}
      </ul>
    </section>
  );
}

function GivenAnswer({
  given,
  question,
}: {
  readonly given: Answer;
  readonly question: NextQuestion | undefined;
}): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const takenBack = useFocusSuccessor(focusPlaces.givenAnswers, focusPlaces.questions);
  const option = optionOfAnswer(given);
  const label =
    question === undefined
      ? option
      : (optionsOf(question.input).find((entry) => entry.value === option)?.label ?? option);
  return (
    <li className="answer-line" ref={takenBack}>
      <span>
        {question?.text ?? given.question} <strong>{label}</strong>
      </span>
      <AnsweredBy answer={given} />
      <Button size="small" onClick={() => void answer(given.question, null)}>
        Take back
        <span className="unseen"> the answer to: {question?.text ?? given.question}</span>
      </Button>
    </li>
  );
}

/** Answers given by hand, with who and when, each to be taken back. */
export function GivenAnswers({
  accept,
}: {
  readonly accept: (question: string) => boolean;
}): React.JSX.Element | null {
  const answers = useDiagnosis((state) => state.answers);
  const asked = useDiagnosis((state) => state.asked);
  const shown = answers.filter((given) => accept(given.question));
  if (shown.length === 0) return null;
  return (
    <section className="page-section">
      <h2 tabIndex={-1} data-focus={focusPlaces.givenAnswers}>
        Answered by hand
      </h2>
      <ul>
        {shown.map((given) => (
          <GivenAnswer key={given.question} given={given} question={asked[given.question]} />
        ))}
      </ul>
    </section>
  );
}
