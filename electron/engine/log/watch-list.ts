/** The texts that knowledge entries watch for, made ready for comparison with messages in lower case. */
import type { WatchedText } from '../evidence/model.ts';
import { tidyMessage } from './line.ts';
import { EVENT_TEXTS, STATUS_TEXT } from './service-events.ts';
import { TextFinder } from './text-finder.ts';

export interface Watch {
  readonly id: string;
  /** Number of the text in {@link WatchList.texts}. */
  readonly text: number;
  /** Numbers of the texts of lines that neither break nor extend a run. */
  readonly neutral: readonly number[];
  readonly components: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

export class WatchList {
  /** All texts that make a line worth a look, in lower case, each once. */
  readonly texts: readonly string[];
  readonly finder: TextFinder;
  readonly watches: readonly Watch[];
  /** What a text is watched for, by its number. */
  readonly watchesOf: readonly (readonly Watch[])[];
  /** Numbers of the texts that tell events, status messages aside. */
  readonly events: ReadonlySet<number>;
  /** Number of the text that status messages begin with. */
  readonly status: number;
  /** Texts from this number on are only watched for. */
  readonly firstPlain: number;

  constructor(watched: readonly WatchedText[]) {
    const numbers = new Map<string, number>();
    const numberOf = (text: string): number => {
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    };
    this.status = numberOf(comparable(STATUS_TEXT));
    this.events = new Set(
      EVENT_TEXTS.filter((text) => text !== STATUS_TEXT).map((text) => numberOf(comparable(text))),
    );
    this.firstPlain = numbers.size;
    this.watches = watched
      .filter((watch) => comparable(watch.text) !== '')
      .map((watch) => ({
        id: watch.id,
        text: numberOf(comparable(watch.text)),
        neutral: watch.neutral
          .map(comparable)
          .filter((text) => text !== '')
          .map(numberOf),
        components: new Set(watch.components.map((name) => name.toUpperCase())),
        files: new Set(watch.files.map((name) => name.toLowerCase())),
      }));
    this.texts = [...numbers.keys()];
    this.watchesOf = this.texts.map((_, number) => this.watches.filter((watch) => watch.text === number));
    this.finder = new TextFinder(this.texts);
  }

  /** Watches for which lines of this component (or, without one, of this log family) count. */
  concerning(component: string | null, family: string): ReadonlySet<Watch> {
    const name = component?.toUpperCase();
    return new Set(
      this.watches.filter(({ components, files }) =>
        name === undefined
          ? files.size === 0 || files.has(family)
          : components.size === 0 || components.has(name),
      ),
    );
  }

  /** Numbers of the texts in a message. */
  textsIn(message: string): readonly number[] {
    return this.finder.find(comparable(message));
  }

  /** True when a message holds a text that is watched for. */
  isWatched(message: string): boolean {
    return this.textsIn(message).some((number) => (this.watchesOf[number] ?? []).length > 0);
  }
}

/** A text as it is compared: tidied, in lower case. */
export function comparable(text: string): string {
  return tidyMessage(text).toLowerCase();
}
