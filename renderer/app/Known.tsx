import { useEffect, useRef } from 'react';
import { focusPlaces, useFocusSuccessor } from '../components/focus.ts';
import { Person16Regular, QuestionCircle16Regular, Warning16Filled } from '../components/icons.ts';
import { SourceLink } from '../components/SourceLink.tsx';
import type { FactState, KnownFact } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { factGroupOf, factGroups, factStateWord, factValue } from '../view-model/facts.ts';

/** Chips beyond this many are counted instead of shown. */
const chipsShown = 3;

const stateIcons: Readonly<Record<FactState, React.ReactNode>> = {
  known: null,
  disputed: <Warning16Filled />,
  'not-collected': <QuestionCircle16Regular />,
  answered: <Person16Regular />,
};

function Fact({ fact }: { readonly fact: KnownFact }): React.JSX.Element {
  const more = fact.sources.length - chipsShown;
  const value = factValue(fact);
  return (
    <li className="know-fact">
      <p className="know-fact-top">
        <span>{fact.label}</span>
        <span className={`know-fact-state ${fact.state}`}>
          {stateIcons[fact.state]}
          {factStateWord(fact.state)}
        </span>
      </p>
      {value !== null && <p className={`know-fact-value ${fact.state}`}>{value}</p>}
      {fact.sources.length > 0 && (
        <div className="know-fact-sources">
          {fact.sources.slice(0, chipsShown).map((source) => (
            <SourceLink key={source} source={source} />
          ))}
          {more > 0 && (
            <span className="source" title={fact.sources.slice(chipsShown).join('\n')}>
              {more} more
            </span>
          )}
        </div>
      )}
    </li>
  );
}

function Facts(): React.JSX.Element {
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  if (diagnosis === null) {
    return (
      <p className="quiet">Nothing yet. Facts appear here with their source as soon as a site is read.</p>
    );
  }
  return (
    <>
      {factGroups(diagnosis.facts).map((group) => (
        <section key={group.id} className="know-group" data-group={group.id}>
          <h3>{group.title}</h3>
          <ul>
            {group.facts.map((fact) => (
              <Fact key={fact.id} fact={fact} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface KnownProps {
  readonly inDrawer?: boolean;
  /** The button that folds or closes it. */
  readonly close: React.ReactElement;
}

/** The facts in their groups under "What we know", in the panel and in the drawer. */
export function Known({ inDrawer = false, close }: KnownProps): React.JSX.Element {
  const folded = useFocusSuccessor(focusPlaces.unfoldKnow);
  const body = useRef<HTMLDivElement>(null);
  const page = useUi((state) => state.page);
  useEffect(() => {
    // What belongs to the page comes into sight with it; the other pages begin at the top.
    const list = body.current;
    const group = list?.querySelector<HTMLElement>(`[data-group="${factGroupOf(page)}"]`);
    if (list !== null) list.scrollTop = group ? group.offsetTop - 4 : 0;
  }, [page]);
  return (
    <aside className={inDrawer ? 'know in-drawer' : 'know'} aria-label="What we know" ref={folded}>
      <div className="know-head">
        <h2>What we know</h2>
        {close}
      </div>
      <div className="know-body" ref={body}>
        <Facts />
      </div>
    </aside>
  );
}
