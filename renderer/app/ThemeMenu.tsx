import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DarkTheme20Regular } from '../components/icons.ts';
import { useUi } from '../stores/ui-store.ts';
import { themeChoices, themeNames } from '../theme/theme-preference.ts';

/** As the system, light, dark or high contrast. */
export function ThemeMenu(): React.JSX.Element {
  const theme = useUi((state) => state.theme);
  const setTheme = useUi((state) => state.setTheme);
  return (
    <Menu
      positioning="above-start"
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = themeChoices.find((choice) => choice === checkedItems[0]);
        if (chosen !== undefined) setTheme(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<DarkTheme20Regular />}>
          Theme: {themeNames[theme]}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice}>
              {themeNames[choice]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
