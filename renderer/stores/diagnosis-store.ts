/** The diagnosis of the site that was read, and what the technician answered by hand. */
import { create } from 'zustand';
import type { UserError } from '../../electron/contract/ipc.ts';
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { Diagnosis, NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { call } from '../ipc/doctor.ts';
import type { SetAside } from '../view-model/questions.ts';
import { caseInfo } from './case-store.ts';
import { useUi } from './ui-store.ts';

interface DiagnosisState {
  readonly diagnosis: Diagnosis | null;
  readonly answers: readonly Answer[];
  /** Questions that were answered with "I don't know". */
  readonly setAside: readonly SetAside[];
  /** Every question that was asked, so that an answered one can still be shown with its words. */
  readonly asked: Readonly<Record<string, NextQuestion>>;
  /** The diagnosis of the first reading, however often the site was read again; null when it was read once. */
  readonly before: Diagnosis | null;
  /** Answers to an earlier reading, which were not carried over. */
  readonly earlierAnswers: readonly Answer[];
  readonly evaluating: boolean;
  readonly error: UserError | null;
  /** Takes over a newly read site and forgets what belonged to the one before. */
  readonly open: (diagnosis: Diagnosis) => void;
  /** Takes over what was read of the same site and weighs the answers that were given before with it. */
  readonly openKeeping: (diagnosis: Diagnosis) => Promise<void>;
  /** Takes over what a case holds: the latest diagnosis, the one before it, and the answers that are in it. */
  readonly restore: (diagnosis: Diagnosis, before: Diagnosis | null, answers: readonly Answer[]) => void;
  /** Forgets the site and everything that was said of it. */
  readonly clear: () => void;
  /** Takes over another reading of the same site and keeps the first diagnosis for comparison. */
  readonly openAgain: (diagnosis: Diagnosis) => void;
  /** Answers a question, or takes the answer back with null; evaluates again at once. */
  readonly answer: (question: string, value: Answer['value'] | null) => Promise<void>;
  /** Says "I don't know" to a question: it is put aside, and an answer to it taken back. */
  readonly dontKnow: (question: string) => Promise<void>;
  /** Asks a question again that was put aside. */
  readonly askAgain: (question: string) => void;
  /** Gives the answers to an earlier reading once more. */
  readonly answerAsBefore: () => Promise<void>;
  readonly dismissError: () => void;
}

function remember(
  asked: Readonly<Record<string, NextQuestion>>,
  diagnosis: Diagnosis,
): Readonly<Record<string, NextQuestion>> {
  return {
    ...asked,
    ...Object.fromEntries(diagnosis.nextQuestions.map((question) => [question.id, question])),
  };
}

export const useDiagnosis = create<DiagnosisState>()((set, get) => {
  /** The evaluation that counts is the latest asked for; an older answer that comes late is dropped. */
  let latest = 0;

  const evaluate = async (answers: readonly Answer[]): Promise<void> => {
    const mine = ++latest;
    const kept = get().answers;
    set({ answers, evaluating: true, error: null });
    const reply = await call('diagnosis:answer', { answers });
    if (mine !== latest) return;
    const outcome = reply.ok ? reply.value : reply;
    if (outcome.ok) {
      set({ diagnosis: outcome.value, asked: remember(get().asked, outcome.value), evaluating: false });
      outdateReport();
    } else {
      set({ answers: kept, evaluating: false, error: outcome.error });
    }
  };

  const outdateReport = (): void => useUi.getState().setReportSaved(null);

  const forget = (): Pick<DiagnosisState, 'answers' | 'setAside' | 'evaluating' | 'error'> => {
    latest += 1;
    return { answers: [], setAside: [], evaluating: false, error: null };
  };

  const without = (question: string): readonly SetAside[] =>
    get().setAside.filter((aside) => aside.question !== question);

  return {
    diagnosis: null,
    answers: [],
    setAside: [],
    asked: {},
    before: null,
    earlierAnswers: [],
    evaluating: false,
    error: null,
    open: (diagnosis) => {
      set({ ...forget(), diagnosis, asked: remember({}, diagnosis), before: null, earlierAnswers: [] });
      outdateReport();
    },
    openKeeping: async (diagnosis) => {
      const { answers, earlierAnswers, setAside, asked } = get();
      const kept = answers.length > 0 ? answers : earlierAnswers;
      set({
        ...forget(),
        setAside,
        diagnosis,
        asked: remember(asked, diagnosis),
        before: null,
        // Until they are weighed with what was read: an answer that cannot be weighed now is not lost.
        earlierAnswers: kept,
      });
      outdateReport();
      if (kept.length > 0) await get().answerAsBefore();
    },
    restore: (diagnosis, before, answers) => {
      set({ ...forget(), answers, diagnosis, asked: remember({}, diagnosis), before, earlierAnswers: [] });
      outdateReport();
    },
    clear: () => {
      set({ ...forget(), diagnosis: null, asked: {}, before: null, earlierAnswers: [] });
      outdateReport();
    },
    openAgain: (diagnosis) => {
      const { diagnosis: earlier, before, answers, earlierAnswers, asked } = get();
      set({
        ...forget(),
        diagnosis,
        asked: remember(asked, diagnosis),
        before: before ?? earlier,
        earlierAnswers: answers.length > 0 ? answers : earlierAnswers,
      });
      outdateReport();
    },
    answer: (question, value) => {
      const others = get().answers.filter((answer) => answer.question !== question);
      set({ setAside: without(question) });
      if (value === null) return evaluate(others);
      const by = caseInfo().technician;
      const given: Answer = {
        question,
        value,
        by: by === '' ? null : by,
        at: new Date().toISOString(),
      };
      return evaluate([...others, given]);
    },
    dontKnow: async (question) => {
      const by = caseInfo().technician;
      const aside: SetAside = { question, by: by === '' ? null : by, at: new Date().toISOString() };
      const others = get().answers.filter((answer) => answer.question !== question);
      set({ setAside: [...without(question), aside] });
      if (others.length < get().answers.length) await evaluate(others);
    },
    askAgain: (question) => set({ setAside: without(question) }),
    answerAsBefore: async () => {
      const { earlierAnswers, answers } = get();
      const newer = new Set(answers.map((answer) => answer.question));
      await evaluate([...earlierAnswers.filter((answer) => !newer.has(answer.question)), ...answers]);
      if (get().error === null) set({ earlierAnswers: [] });
    },
    dismissError: () => set({ error: null }),
  };
});
