import { useState } from 'react';
import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useReading } from '../stores/reading-store.ts';
import { focusPlaces, readingPlaces, useFocusSuccessor } from './focus.ts';
import './components.css';

/** Several sites were found in what was chosen: asks which one to read. */
export function SiteChoice(): React.JSX.Element {
  const sites = useReading((state) => state.sites);
  const subject = useReading((state) => state.subject);
  const chooseSite = useReading((state) => state.chooseSite);
  const dismiss = useReading((state) => state.dismiss);
  const [chosen, setChosen] = useState(sites[0]?.id ?? '');
  const leaving = useFocusSuccessor(...readingPlaces);
  const site = sites.find((entry) => entry.id === chosen);
  return (
    <form
      ref={leaving}
      className="site-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (site !== undefined) void chooseSite(site);
      }}
    >
      <h2 tabIndex={-1} data-focus={focusPlaces.readingOutcome}>
        Which site?
      </h2>
      <p className="prose quiet">
        {subject?.name ?? 'What you chose'} holds {sites.length} sites. One is read at a time; come back for
        the other.
      </p>
      <Field label="Site to read">
        <RadioGroup value={chosen} onChange={(_event, data) => setChosen(data.value)}>
          {sites.map((entry) => (
            <Radio
              key={entry.id}
              value={entry.id}
              label={
                <>
                  {entry.title} <span className="site-place small quiet">{entry.place}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <div className="site-choice-actions">
        <Button type="submit" disabledFocusable={site === undefined}>
          {site === undefined ? 'Read this site' : `Read ${site.title}`}
        </Button>
        <Button appearance="subtle" onClick={dismiss}>
          Read none of them
        </Button>
      </div>
    </form>
  );
}
