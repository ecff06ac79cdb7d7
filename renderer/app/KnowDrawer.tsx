import { Button, DrawerBody, OverlayDrawer } from '@fluentui/react-components';
import { Dismiss20Regular } from '../components/icons.ts';
import { useUi } from '../stores/ui-store.ts';
import { Known } from './Known.tsx';

/** "What we know" as a drawer over the page, for narrow windows. */
export function KnowDrawer(): React.JSX.Element {
  const open = useUi((state) => state.knowDrawerOpen);
  const setOpen = useUi((state) => state.setKnowDrawerOpen);
  return (
    <OverlayDrawer
      open={open}
      position="end"
      style={{ width: 320 }}
      aria-label="What we know"
      onOpenChange={(_event, data) => setOpen(data.open)}
    >
      <DrawerBody style={{ padding: 0 }}>
        <Known
          inDrawer
          close={
            <Button
              appearance="subtle"
              size="small"
              icon={<Dismiss20Regular />}
              aria-label="Close What we know"
              onClick={() => setOpen(false)}
            />
          }
        />
      </DrawerBody>
    </OverlayDrawer>
  );
}
