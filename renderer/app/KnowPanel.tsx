import { Button } from '@fluentui/react-components';
import { focusPlaces } from '../components/focus.ts';
import { PanelRightContract20Regular } from '../components/icons.ts';
import { useUi } from '../stores/ui-store.ts';
import { Known } from './Known.tsx';

/** "What we know" beside the page. */
export function KnowPanel(): React.JSX.Element {
  const setKnowOpen = useUi((state) => state.setKnowOpen);
  return (
    <Known
      close={
        <Button
          appearance="subtle"
          size="small"
          data-focus={focusPlaces.foldKnow}
          icon={<PanelRightContract20Regular />}
          aria-label="Fold What we know"
          title="Fold"
          onClick={() => setKnowOpen(false)}
        />
      }
    />
  );
}
