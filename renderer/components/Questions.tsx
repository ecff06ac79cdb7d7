import { Button } from '@fluentui/react-components';
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { describeAnswer } from '../view-model/answers.ts';
import { pageOfAnswer } from '../view-model/hand-facts.ts';
import { counted } from '../view-model/numbers.ts';
import { pages } from '../view-model/pages.ts';
import { type SetAside, openQuestions, optionsOf, valueToSend } from '../view-model/questions.ts';
import { deskTime } from '../view-model/time.ts';
import { AnsweredBy } from './AnsweredBy.tsx';
import { Fold } from './Fold.tsx';
import { focusPlaces, useFocusSuccessor } from './focus.ts';
import './components.css';

function Question({ question }: { readonly question: NextQuestion }): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const dontKnow = useDiagnosis((state) => state.dontKnow);
  const answered = useFocusSuccessor(focusPlaces.questions, focusPlaces.setAside, focusPlaces.givenAnswers);
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
        <Button appearance="subtle" onClick={() => void dontKnow(question.id)}>
          I don’t know
        </Button>
      </div>
      <Fold title="How to find out">
        <p className="prose">{question.howToFindOut}</p>
      </Fold>
    </li>
  );
}

function AsideQuestion({
  aside,
  question,
}: {
  readonly aside: SetAside;
  readonly question: NextQuestion;
}): React.JSX.Element {
  const askAgain = useDiagnosis((state) => state.askAgain);
  const asked = useFocusSuccessor(focusPlaces.setAside, focusPlaces.questions);
  return (
    <li className="answer-line" ref={asked}>
      <span>
        {question.text} <strong>I don’t know</strong>
      </span>
      <span className="small quiet">
        {aside.by ?? 'Name not given'}, {deskTime(aside.at)}
      </span>
      <Button size="small" onClick={() => askAgain(aside.question)}>
        Ask again
        <span className="unseen">: {question.text}</span>
      </Button>
    </li>
  );
}

interface QuestionsProps {
  readonly title: string;
  readonly intro?: string;
  readonly questions: readonly NextQuestion[];
  /** Behind a fold, for questions that no longer matter much. */
  readonly folded?: boolean;
}

/** Open questions, answerable in place, and those that nobody could answer. The diagnosis is evaluated again with each answer. */
export function Questions({
  title,
  intro,
  questions,
  folded = false,
}: QuestionsProps): React.JSX.Element | null {
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const setAside = useDiagnosis((state) => state.setAside);
  if (questions.length === 0 || diagnosis === null) return null;
  const stillOpen = new Set(openQuestions(diagnosis, setAside).map((question) => question.id));
  const open = questions.filter((question) => stillOpen.has(question.id));
  const aside = setAside.flatMap((entry) => {
    const question = questions.find((candidate) => candidate.id === entry.question);
    return question === undefined ? [] : [{ entry, question }];
  });
  const list = (
    <>
      {intro !== undefined && open.length > 0 && <p className="prose quiet">{intro}</p>}
      {open.length > 0 && (
        <ul>
          {open.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </ul>
      )}
      {aside.length > 0 && (
        <>
          <h3 className="questions-aside" tabIndex={-1} data-focus={focusPlaces.setAside}>
            Not known to you
          </h3>
          <ul>
            {aside.map(({ entry, question }) => (
              <AsideQuestion key={entry.question} aside={entry} question={question} />
            ))}
          </ul>
        </>
      )}
    </>
  );
  return (
    <section className="page-section">
      {folded ? (
        <Fold title={title} aside={counted(questions.length, 'question')} flush>
          {list}
        </Fold>
      ) : (
        <>
          <h2 tabIndex={-1} data-focus={focusPlaces.questions}>
            {title}
          </h2>
          {list}
        </>
      )}
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
  const go = useUi((state) => state.go);
  const here = useUi((state) => state.page);
  const words = describeAnswer(given, question);
  const page = question?.page ?? pageOfAnswer(given.question);
  return (
    <li className="answer-line" ref={takenBack}>
      <span>
        {words.text} <strong>{words.value}</strong>
      </span>
      <AnsweredBy answer={given} />
      {page !== null && page !== here && (
        <Button size="small" appearance="subtle" onClick={() => go(page)}>
          Change on {pages[page].name}
          <span className="unseen">: {words.text}</span>
        </Button>
      )}
      <Button size="small" onClick={() => void answer(given.question, null)}>
        Take back
        <span className="unseen"> the answer to: {words.text}</span>
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
