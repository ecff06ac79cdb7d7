import { useEffect, useId, useState } from 'react';
import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import type { PastedLog, UserError } from '../../electron/contract/ipc.ts';
import type { Answer } from '../../electron/engine/evidence/model.ts';
import { call } from '../ipc/doctor.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { usePaste } from '../stores/paste-store.ts';
import { countLines } from '../view-model/answers.ts';
import { familyOfComponents, logFamilies, logTitle } from '../view-model/log-families.ts';
import { count, counted } from '../view-model/numbers.ts';
import { addLines } from '../view-model/pasted-logs.ts';
import { AnsweredBy } from './AnsweredBy.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { focusOn, focusPlaces, useFocusSuccessor } from './focus.ts';
import { ErrorNotice } from './Notice.tsx';
import './paste-log-lines.css';

/** What the main process takes; longer pastes are told, not cut. */
const mostCharacters = 20_000;
const pauseWhileTyping = 250;
const idPrefix = 'log-text:';

interface Recognition {
  readonly text: string;
  readonly found: PastedLog | null;
  readonly error: UserError | null;
}

/** What the pasted text holds, a moment after it was last changed. */
function useRecognition(text: string): Recognition | null {
  const [recognition, setRecognition] = useState<Recognition | null>(null);
  useEffect(() => {
    if (text.trim() === '' || text.length > mostCharacters) return;
    let wanted = true;
    const timer = window.setTimeout(() => {
      void call('log-text:recognize', { text }).then((reply) => {
        if (!wanted) return;
        setRecognition({
          text,
          found: reply.ok ? reply.value : null,
          error: reply.ok ? null : reply.error,
        });
      });
    }, pauseWhileTyping);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  return recognition?.text === text ? recognition : null;
}

function Recognized({ found }: { readonly found: PastedLog }): React.JSX.Element {
  return (
    <div className="pasted-found">
      <p>{found.summary}</p>
      {found.known.length > 0 && (
        <>
          <h3>Known texts in it</h3>
          <ul className="pasted-known">
            {found.known.map((known) => (
              <li key={known.text}>
                <q className="mono small">{known.text}</q>{' '}
                <span className="small quiet">counts for {known.articles.join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Given({
  given,
  onRevise,
}: {
  readonly given: Answer;
  readonly onRevise: () => void;
}): React.JSX.Element {
  const answer = useDiagnosis((state) => state.answer);
  const removed = useFocusSuccessor(focusPlaces.pastedLines);
  const title = logTitle(given.question.slice(idPrefix.length));
  const lines = counted(countLines(String(given.value)), 'line');
  return (
    <li className="answer-line" ref={removed}>
      <span>
        {title} <strong>{lines} pasted</strong>
      </span>
      <AnsweredBy answer={given} />
      <span className="paste-buttons">
        <Button size="small" onClick={onRevise}>
          Change<span className="unseen"> the lines of {title}</span>
        </Button>
        <Button size="small" onClick={() => void answer(given.question, null)}>
          Remove<span className="unseen"> the lines of {title}</span>
        </Button>
      </span>
    </li>
  );
}

/** Asked before lines in the box that are not used yet give way to others. */
function ReplaceDraft({
  log,
  onReplace,
  onKeep,
}: {
  readonly log: string;
  readonly onReplace: () => void;
  readonly onKeep: () => void;
}): React.JSX.Element {
  return (
    <ConfirmDialog
      title="Keep the lines in the box?"
      choices={[{ label: 'Replace them', act: onReplace }]}
      cancel="Keep them"
      cancelFirst
      onCancel={onKeep}
    >
      <p>
        The box holds lines that you have not used yet. Changing the lines of {log} puts others in their
        place.
      </p>
    </ConfirmDialog>
  );
}

/** The buttons that use the lines: added first, where the log has lines already. */
function UseButtons({
  log,
  there,
  revising,
  blocked,
  onUse,
}: {
  readonly log: string;
  /** True when lines of this log were pasted before. */
  readonly there: boolean;
  readonly revising: boolean;
  readonly blocked: boolean;
  readonly onUse: (manner: 'add' | 'replace') => void;
}): React.JSX.Element {
  if (!there || blocked) {
    return (
      <Button disabledFocusable={blocked} onClick={() => onUse('replace')}>
        Use these lines
      </Button>
    );
  }
  return (
    <>
      {!revising && <Button onClick={() => onUse('add')}>Add to the lines of {log}</Button>}
      <Button appearance={revising ? 'secondary' : 'subtle'} onClick={() => onUse('replace')}>
        Replace the lines of {log}
      </Button>
    </>
  );
}

/**
 * Lines of a log that somebody read out, mailed or copied out of SMS Trace: recognized before they are used, marked as
 * pasted with who and when, changeable and removable. One text for each log, to which further lines can be added.
 */
export function PasteLogLines(): React.JSX.Element {
  const answers = useDiagnosis((state) => state.answers);
  const answer = useDiagnosis((state) => state.answer);
  const { text, chosen, revising, set, clear } = usePaste();
  /** Lines to be changed, while it is asked what becomes of those in the box. */
  const [waiting, setWaiting] = useState<Answer | null>(null);
  const recognition = useRecognition(text);
  const status = useId();
  const given = answers.filter((entry) => entry.question.startsWith(idPrefix));
  const family = chosen ?? familyOfComponents(recognition?.found?.components ?? []) ?? 'despool';
  const there = given.find((entry) => entry.question === `${idPrefix}${family}`);
  const before = there === undefined || revising === family ? '' : String(there.value);
  const tooLong = text.length > mostCharacters;
  const use = async (manner: 'add' | 'replace'): Promise<void> => {
    const whole = manner === 'add' ? addLines(before, text) : text;
    await answer(`${idPrefix}${family}`, whole);
    // What was typed meanwhile is not used yet: it stays.
    if (useDiagnosis.getState().error !== null || usePaste.getState().text !== text) return;
    clear();
    focusOn(focusPlaces.pastedLines);
  };
  const revise = (entry: Answer): void => {
    const log = entry.question.slice(idPrefix.length);
    setWaiting(null);
    set({ text: String(entry.value), chosen: log, revising: log });
    queueMicrotask(() => focusOn(focusPlaces.pastedLines));
  };
  const isUnused = text.trim() !== '' && !given.some((entry) => String(entry.value) === text);
  const added = addLines(before, text).length;
  const addTooLong = before !== '' && added > mostCharacters;
  return (
    <div className="paste">
      {given.length > 0 && (
        <ul aria-label="Pasted lines">
          {given.map((entry) => (
            <Given
              key={entry.question}
              given={entry}
              onRevise={() => (isUnused ? setWaiting(entry) : revise(entry))}
            />
          ))}
        </ul>
      )}
      {waiting !== null && (
        <ReplaceDraft
          log={logTitle(waiting.question.slice(idPrefix.length))}
          onReplace={() => revise(waiting)}
          onKeep={() => {
            setWaiting(null);
            queueMicrotask(() => focusOn(focusPlaces.pastedLines));
          }}
        />
      )}
      <Field
        label="Lines of a log"
        hint="As they stand in the file, as SMS Trace copies them, or as they were read out to you. The last lines before it stalled say most."
        {...(tooLong
          ? {
              validationState: 'error' as const,
              validationMessage: `That is ${count(text.length)} characters; at most ${count(mostCharacters)} can be used. Keep the last lines.`,
            }
          : {})}
      >
        <Textarea
          data-focus={focusPlaces.pastedLines}
          className="paste-text"
          resize="vertical"
          rows={6}
          spellCheck={false}
          value={text}
          onChange={(_event, data) => set({ text: data.value })}
        />
      </Field>
      <div id={status} aria-live="polite">
        {recognition?.found && <Recognized found={recognition.found} />}
      </div>
      {recognition?.error && <ErrorNotice error={recognition.error} />}
      {addTooLong && !tooLong && (
        <p className="small quiet">
          With the lines that are there it would be {count(added)} characters, and at most{' '}
          {count(mostCharacters)} can be used. Replace them, and keep the last lines.
        </p>
      )}
      <div className="paste-actions">
        <Field label="They come from">
          <Select value={family} onChange={(_event, data) => set({ chosen: data.value, revising: null })}>
            {logFamilies.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.title}
              </option>
            ))}
          </Select>
        </Field>
        <UseButtons
          log={logTitle(family)}
          there={there !== undefined}
          revising={revising === family || addTooLong}
          blocked={text.trim() === '' || tooLong}
          onUse={(manner) => void use(manner)}
        />
      </div>
    </div>
  );
}
