import { splitStepText } from '../../view-model/step-text.ts';

/** What to do, in plain words; what the text counts up becomes a list. */
export function StepWords({ text }: { readonly text: string }): React.JSX.Element {
  const words = splitStepText(text);
  return (
    <>
      {words.before !== '' && <p className="prose">{words.before}</p>}
      {words.items.length > 0 && (
        <ol className="step-items prose">
          {words.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )}
      {words.after !== '' && <p className="prose">{words.after}</p>}
    </>
  );
}
