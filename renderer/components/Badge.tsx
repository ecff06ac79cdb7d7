import type { Tone } from '../view-model/verdict.ts';
import {
  ErrorCircleFilled,
  InfoRegular,
  ShieldCheckmarkRegular,
  SubtractCircleRegular,
  WarningFilled,
} from './icons.ts';
import './components.css';

const icons: Readonly<Record<Tone, React.ComponentType<{ style?: React.CSSProperties }>>> = {
  danger: ErrorCircleFilled,
  caution: WarningFilled,
  verified: ShieldCheckmarkRegular,
  info: InfoRegular,
  quiet: SubtractCircleRegular,
};

/** The icon of a tone; the word beside it says the same. */
export function ToneIcon({
  tone,
  size = 20,
}: {
  readonly tone: Tone;
  readonly size?: number;
}): React.JSX.Element {
  const Icon = icons[tone];
  return <Icon style={{ fontSize: size }} />;
}

interface BadgeProps {
  readonly tone: Tone;
  readonly word: string;
  readonly small?: boolean;
  /** Without ground and border, for tables. */
  readonly plain?: boolean;
  /** The word begins with a sign of its own, as in `↑ Growing`, which takes the place of the icon. */
  readonly signed?: boolean;
  readonly title?: string;
}

/** Icon and word in a tone; never colour alone. */
export function Badge({
  tone,
  word,
  small = false,
  plain = false,
  signed = false,
  title,
}: BadgeProps): React.JSX.Element {
  const classes = ['badge', `tone-${tone}`, small ? 'small' : '', plain ? 'plain' : '']
    .filter(Boolean)
    .join(' ');
  return (
    <span className={classes} title={title}>
      {!signed && <ToneIcon tone={tone} size={small ? 16 : 20} />}
      {word}
    </span>
  );
}
