import { Button, Field, Textarea } from '@fluentui/react-components';
import type { StepFormKind } from '../../stores/step-drafts-store.ts';

const texts: Readonly<
  Record<StepFormKind, { label: string; hint: string; submit: string; back: string; needed: boolean }>
> = {
  told: {
    label: 'What did you see or do?',
    hint: 'Optional. It stands in the report with your name.',
    submit: 'I did this',
    back: 'Not yet',
    needed: false,
  },
  missed: {
    label: 'What do you see?',
    hint: 'Such as: it still says “stopping” after ten minutes. It stands in the report with your name.',
    submit: 'It did not work',
    back: 'Not yet',
    needed: true,
  },
  skip: {
    label: 'Why is it skipped?',
    hint: 'Such as: no rights on the server.',
    submit: 'Skip this step',
    back: 'Do not skip',
    needed: true,
  },
  note: {
    label: 'Note',
    hint: 'It stands in the journal and the report with your name.',
    submit: 'Keep the note',
    back: 'No note',
    needed: true,
  },
};

interface StepFormProps {
  readonly kind: StepFormKind;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly busy: boolean;
  readonly onSubmit: (text: string) => void;
  readonly onBack: () => void;
}

/** A line or two of the technician about a step. */
export function StepForm({ kind, text, onText, busy, onSubmit, onBack }: StepFormProps): React.JSX.Element {
  const words = texts[kind];
  const ready = !busy && (!words.needed || text.trim() !== '');
  return (
    <form
      className="step-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(text.trim());
      }}
    >
      <Field label={words.label} hint={words.hint}>
        <Textarea
          autoFocus
          rows={2}
          resize="vertical"
          value={text}
          onChange={(_event, data) => onText(data.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onBack();
            if (event.key === 'Enter' && event.ctrlKey && ready) onSubmit(text.trim());
          }}
        />
      </Field>
      <div className="step-form-actions">
        <Button type="submit" appearance="primary" disabledFocusable={!ready}>
          {words.submit}
        </Button>
        <Button appearance="subtle" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </form>
  );
}
