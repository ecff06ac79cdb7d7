import { useId, useState } from 'react';
import { Button, Field, Input, Select } from '@fluentui/react-components';
import {
  type AgeUnit,
  type Quantity,
  ageUnits,
  inUnits,
  parseAge,
  parseCount,
} from '../view-model/quantities.ts';
import './components.css';
import './quantity-form.css';

interface QuantityFormProps {
  /** What is shown at first; null: nothing. */
  readonly initial: Quantity | null;
  readonly filesLabel: string;
  readonly ageLabel: string;
  /** True when the age may be left out. */
  readonly ageOptional: boolean;
  readonly submit: string;
  readonly onSubmit: (quantity: Quantity) => void;
  /** Stands before the fields. */
  readonly before?: React.ReactNode;
  readonly after?: React.ReactNode;
}

/** A number of files and an age with its unit. */
export function QuantityForm(props: QuantityFormProps): React.JSX.Element {
  const { initial, ageOptional, onSubmit } = props;
  const errorId = useId();
  const shown = initial?.ageMinutes == null ? null : inUnits(initial.ageMinutes);
  const [filesText, setFilesText] = useState(initial === null ? '' : String(initial.files));
  const [ageText, setAgeText] = useState(shown === null ? '' : String(shown.amount));
  const [unit, setUnit] = useState<AgeUnit>(shown?.unit ?? 'hours');
  const files = parseCount(filesText);
  const ageMinutes = parseAge(ageText, unit);
  const usable = files !== null && ageMinutes !== undefined && (ageMinutes !== null || ageOptional);
  const filesWrong = filesText.trim() !== '' && files === null;
  const ageWrong = ageMinutes === undefined;
  const wrong = [
    ...(filesWrong ? [`${props.filesLabel}: enter a whole number.`] : []),
    ...(ageWrong ? [`${props.ageLabel}: enter a number.`] : []),
  ];
  return (
    <form
      className="by-hand-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (files !== null && ageMinutes !== undefined && usable) onSubmit({ files, ageMinutes });
      }}
    >
      {props.before}
      <Field label={props.filesLabel} validationState={filesWrong ? 'error' : 'none'}>
        <Input
          className="short"
          inputMode="numeric"
          aria-describedby={filesWrong ? errorId : undefined}
          value={filesText}
          onChange={(_event, data) => setFilesText(data.value)}
        />
      </Field>
      <Field label={props.ageLabel} validationState={ageWrong ? 'error' : 'none'}>
        <Input
          className="short"
          inputMode="decimal"
          aria-describedby={ageWrong ? errorId : undefined}
          value={ageText}
          onChange={(_event, data) => setAgeText(data.value)}
        />
      </Field>
      <Select
        aria-label={`Unit of: ${props.ageLabel}`}
        value={unit}
        onChange={(_event, data) => {
          const chosen = ageUnits.find((entry) => entry.id === data.value);
          if (chosen !== undefined) setUnit(chosen.id);
        }}
      >
        {ageUnits.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.id}
          </option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={!usable}>
        {props.submit}
      </Button>
      {props.after}
      {/* Its place is kept, so that nothing jumps when something is wrong. */}
      <p className="form-error small" id={errorId} aria-live="polite">
        {wrong.join(' ')}
      </p>
    </form>
  );
}
