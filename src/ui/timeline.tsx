import type { ReactNode } from 'react';
import { formatDate, formatDateTime, formatTime } from './format-date.ts';
import { type Icon, IconEdit } from './icons.tsx';
import styles from './timeline.module.css';
import { useLanguage } from './use-text.ts';

export type LogEntryProps = {
  /** ISO instant. */
  at: string;
  /** Who; left out for what the system did by itself. */
  author?: string;
  /** Role or organisation beside the name. */
  authorDetail?: string;
  /** A short line: "ghi nhật ký", "đổi trạng thái: Đang xử lý". Alone it makes a small entry without a card. */
  action: ReactNode;
  icon?: Icon;
  /** `mail` for what came from outside, `own` for what was written here, `harm` for what went wrong. */
  tone?: 'plain' | 'own' | 'mail' | 'harm';
  /** Marks beside the time, such as a TLP badge. */
  marks?: ReactNode;
  /** Buttons of this entry. */
  tools?: ReactNode;
  /** The text; plain text keeps its line breaks. */
  children?: ReactNode;
};

/** One entry of the log. */
export const LogEntry = (props: LogEntryProps) => {
  const { at, author, authorDetail, action, icon: EntryIcon = IconEdit, tone = 'plain', children } = props;
  const language = useLanguage();
  return (
    <li className={styles.entry} data-tone={tone} data-small={children ? undefined : true}>
      <span className={styles.icon}>
        <EntryIcon size="1rem" />
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.who}>
            {author && <strong>{author}</strong>} {authorDetail && <span>{authorDetail} ·</span>}{' '}
            <span>{action}</span>
          </span>
          <span className={styles.marks}>
            {props.marks}
            <time dateTime={at} title={formatDateTime(at, language)}>
              {formatTime(at)}
            </time>
            {props.tools}
          </span>
        </div>
        {children && <div className={styles.text}>{children}</div>}
      </div>
    </li>
  );
};

export type TimelineProps<Item> = {
  label: string;
  /** In time order. */
  items: readonly Item[];
  itemKey: (item: Item) => string;
  itemAt: (item: Item) => string;
  render: (item: Item) => ReactNode;
};

/** Entries in time order under their days; each item renders one `LogEntry`. */
export const Timeline = <Item,>({ label, items, itemKey, itemAt, render }: TimelineProps<Item>) => {
  const language = useLanguage();
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const day = formatDate(itemAt(item), language);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return (
    <section aria-label={label}>
      {[...days].map(([day, ofDay]) => (
        <div key={day}>
          <h2 className={styles.day}>{day}</h2>
          <ol className={styles.list}>
            {ofDay.map((item) => (
              <Slot key={itemKey(item)}>{render(item)}</Slot>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
};

const Slot = ({ children }: { children: ReactNode }) => children;
