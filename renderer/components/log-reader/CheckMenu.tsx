import {
  Button,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { count } from '../../view-model/numbers.ts';
import { ChevronDown16Regular } from './icons.ts';

export interface CheckItem {
  readonly value: string;
  readonly name: string;
  /** Said beside it: how many lines it has. */
  readonly lines: number | null;
}

interface CheckMenuProps {
  readonly label: string;
  readonly items: readonly CheckItem[];
  readonly checked: readonly string[];
  readonly onChange: (checked: readonly string[]) => void;
}

/** A button with a list of things to be ticked; none ticked means all. */
export function CheckMenu({ label, items, checked, onChange }: CheckMenuProps): React.JSX.Element {
  return (
    <Menu
      checkedValues={{ items: [...checked] }}
      onCheckedValueChange={(_event, { checkedItems }) => onChange(checkedItems)}
      persistOnItemClick
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          icon={<ChevronDown16Regular />}
          iconPosition="after"
          disabledFocusable={items.length === 0}
        >
          {label}: {checked.length === 0 ? 'all' : checked.length === 1 ? checked[0] : count(checked.length)}
        </Button>
      </MenuTrigger>
      <MenuPopover className="check-menu">
        <MenuList>
          {items.map((item) => (
            <MenuItemCheckbox
              key={item.value}
              name="items"
              value={item.value}
              {...(item.lines === null ? {} : { secondaryContent: count(item.lines) })}
            >
              {item.name}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
