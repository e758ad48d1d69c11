import { Alert } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import type { AnyFormKind } from '../contract/yearly-forms.ts';
import styles from './form-page.module.css';
import type { useFormPages } from './form-queries.ts';

type FormPagesProps = { pages: ReturnType<typeof useFormPages>; kind: AnyFormKind };

/** Addresses under which the browser shows the pictures; given back when they are not shown any more. */
const usePictures = (pages: readonly { svg: string }[] | undefined): string[] => {
  const addresses = useMemo(
    () => (pages ?? []).map(({ svg }) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))),
    [pages],
  );
  useEffect(
    () => () => {
      for (const address of addresses) URL.revokeObjectURL(address);
    },
    [addresses],
  );
  return addresses;
};

/** The pages as they will be printed. */
export const FormPages = ({ pages, kind }: FormPagesProps) => {
  const text = useText();
  const { data, error, isFetching } = pages;
  const pictures = usePictures(data?.pages);
  const problem = error && problemOf(error);
  return (
    <div className={styles.pages} aria-busy={isFetching}>
      <p className={styles.state} role="status">
        {isFetching
          ? text('duties.drawing')
          : data
            ? text('duties.page-count', { count: data.pageCount })
            : ''}
      </p>
      {error && (
        <Alert color="red" variant="light">
          {problem?.status ? problem.title : text('ui.problem-network')}
        </Alert>
      )}
      {pictures.map((address, index) => (
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name than their number
          key={index}
          className={styles.sheet}
          src={address}
          width={data?.pages[index]?.widthMm}
          height={data?.pages[index]?.heightMm}
          alt={text('duties.page-alt', {
            form: text(`duties.kind.${kind}`),
            page: index + 1,
            count: pictures.length,
          })}
        />
      ))}
    </div>
  );
};
