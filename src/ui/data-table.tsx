import { ActionIcon, Button, Checkbox, Skeleton } from '@mantine/core';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import { AppLink, useGo } from './app-link.tsx';
import styles from './data-table.module.css';
import { IconChevronDown, IconChevronUp, IconSort, IconX } from './icons.tsx';
import { useTableKeys } from './use-table-keys.ts';
import { useText } from './use-text.ts';

export type Column<Row> = {
  key: string;
  label: string;
  /** CSS width; columns without one share the rest. */
  width?: string;
  isSortable?: boolean;
  align?: 'start' | 'end';
  /**
   * Where it stands on a phone's card: `title` first, `mark` beside it, `text` a full line under them,
   * `line` (default) side by side with others, `hidden` left out.
   */
  onPhone?: 'title' | 'mark' | 'text' | 'line' | 'hidden';
  /** Cut a long text after one line; it wraps to at most two lines otherwise. */
  isOneLine?: boolean;
  render: (row: Row) => ReactNode;
};

export type TableSort = { key: string; isDescending: boolean };

export type DataTableProps<Row> = {
  /** Names the table to readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Address of the record: the first column becomes a link, Enter and a click open it. */
  rowTo?: (row: Row) => string;
  /** Marks rows: a bar at the left edge, red for `late`. */
  rowTone?: (row: Row) => 'new' | 'late' | undefined;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** First load: shows a skeleton under the head. */
  isLoading?: boolean;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** Keys of selected rows; with it a column of boxes appears. */
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** Actions on what is selected, shown below. */
  bulk?: (selected: ReadonlySet<string>) => ReactNode;
  /** What belongs here and the first action. */
  empty?: ReactNode;
};

const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type HeadProps<Row> = { column: Column<Row>; sort?: TableSort; onSort?: (sort: TableSort) => void };

const HeadCell = <Row,>({ column, sort, onSort }: HeadProps<Row>) => {
  const isSorted = sort?.key === column.key;
  const direction = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined;
  const Mark = isSorted ? (sort.isDescending ? IconChevronDown : IconChevronUp) : IconSort;
  return (
    <th scope="col" className={styles.headCell} data-align={column.align} aria-sort={direction}>
      {column.isSortable && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ key: column.key, isDescending: isSorted && !sort.isDescending })}
        >
          {column.label}
          <Mark size="0.875rem" className={isSorted ? undefined : styles.quiet} />
        </button>
      ) : (
        column.label
      )}
    </th>
  );
};

type RowProps<Row> = Pick<DataTableProps<Row>, 'columns' | 'rowTo' | 'rowTone' | 'selected'> & {
  row: Row;
  id: string;
  onToggle: ((key: string) => void) | undefined;
};

const TableRow = <Row,>({ row, id, columns, rowTo, rowTone, selected, onToggle }: RowProps<Row>) => {
  const text = useText();
  const go = useGo();
  const openByClick = (event: MouseEvent) => {
    const isControl = (event.target as Element).closest('a, button, input, label');
    if (rowTo && !isControl && !window.getSelection()?.toString()) go(rowTo(row));
  };
  return (
    <tr
      className={styles.row}
      data-row-key={id}
      data-tone={rowTone?.(row)}
      data-selected={selected?.has(id) || undefined}
      data-opens={rowTo ? true : undefined}
      tabIndex={-1}
      onClick={openByClick}
    >
      {onToggle && (
        <td className={styles.cell} data-phone="box">
          <Checkbox
            size="xs"
            aria-label={`${text('ui.table-select-row')} ${id}`}
            checked={selected?.has(id) ?? false}
            onChange={() => onToggle(id)}
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td
          key={column.key}
          className={styles.cell}
          data-align={column.align}
          data-phone={column.onPhone ?? (index === 0 ? 'title' : 'line')}
        >
          <div className={column.isOneLine ? styles.oneLine : styles.clamp}>
            {index === 0 && rowTo ? (
              <AppLink to={rowTo(row)} className={styles.link} data-open>
                {column.render(row)}
              </AppLink>
            ) : (
              column.render(row)
            )}
          </div>
        </td>
      ))}
    </tr>
  );
};

/**
 * A list of records: sticky head, sorting, keyset pages, keyboard (j, k, Enter, x), bulk bar.
 * On a phone each row is a card. The rows come ready from the server; nothing is sorted here.
 */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, rowKey, rowTo, rowTone, selected, onSelect, bulk, sort, onSort } = props;
  const text = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const isSelectable = Boolean(selected && onSelect);
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect?.(next);
  };
  useTableKeys(body, (key) => isSelectable && toggle(key));
  const isAllSelected = rows.length > 0 && rows.every((row) => selected?.has(rowKey(row)));
  if (!props.isLoading && rows.length === 0) return <>{props.empty}</>;
  return (
    <div className={styles.box}>
      <table className={styles.table} aria-label={label} aria-busy={props.isLoading}>
        <colgroup>
          {isSelectable && <col style={{ width: '2.5rem' }} />}
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className={styles.head}>
          <tr>
            {isSelectable && (
              <th className={styles.headCell}>
                <Checkbox
                  size="xs"
                  aria-label={text('ui.table-select-all')}
                  checked={isAllSelected}
                  indeterminate={!isAllSelected && Boolean(selected?.size)}
                  onChange={() => onSelect?.(new Set(isAllSelected ? [] : rows.map(rowKey)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {props.isLoading
            ? skeletonRows.map((key) => (
                <tr key={key} className={styles.row}>
                  <td colSpan={columns.length + Number(isSelectable)} className={styles.cell}>
                    <Skeleton height="1rem" radius="sm" />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <TableRow
                  key={rowKey(row)}
                  {...{ row, columns, rowTo, rowTone, selected }}
                  id={rowKey(row)}
                  onToggle={isSelectable ? toggle : undefined}
                />
              ))}
        </tbody>
      </table>
      {(props.hasMore || isSelectable) && !props.isLoading && (
        <div className={styles.foot}>
          {props.hasMore && (
            <Button variant="default" size="sm" loading={props.isLoadingMore} onClick={props.onMore}>
              {text('ui.table-more')}
            </Button>
          )}
          <span className={styles.keys}>{text('ui.table-keys')}</span>
        </div>
      )}
      {selected && selected.size > 0 && (
        <section className={styles.bulk} aria-label={text('ui.table-selected', { count: selected.size })}>
          <strong>{text('ui.table-selected', { count: selected.size })}</strong>
          {bulk?.(selected)}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text('ui.table-clear-selection')}
            onClick={() => onSelect?.(new Set())}
          >
            <IconX />
          </ActionIcon>
        </section>
      )}
    </div>
  );
};
