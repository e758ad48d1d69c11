import { Alert } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { problemOf } from '../../../ui/problem.ts';
import { useText } from '../../../ui/use-text.ts';
import styles from './document-page.module.css';

type Page = { svg: string; widthMm: number; heightMm: number };
type PagePicturesProps = {
  title: string;
  pages: readonly Page[] | undefined;
  /** All of them; more than `pages` where a long document is cut. */
  pageCount: number | undefined;
  error: unknown;
  isDrawing: boolean;
};

/** Addresses under which the browser shows the pictures; given back when they are not shown any more. */
const usePictures = (pages: readonly Page[] | undefined): string[] => {
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
export const PagePictures = ({ title, pages, pageCount, error, isDrawing }: PagePicturesProps) => {
  const text = useText();
  const pictures = usePictures(pages);
  const problem = problemOf(error);
  const cut = pageCount !== undefined && pages && pageCount > pages.length;
  return (
    <div className={styles.pages} aria-busy={isDrawing}>
      <p className={styles.state} role="status">
        {isDrawing
          ? text('documents.drawing')
          : pageCount === undefined
            ? ''
            : text(cut ? 'documents.page-count-cut' : 'documents.page-count', {
                count: pageCount,
                shown: pictures.length,
              })}
      </p>
      {Boolean(error) && (
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
          width={pages?.[index]?.widthMm}
          height={pages?.[index]?.heightMm}
          alt={text('documents.page-alt', { title, page: index + 1, count: pictures.length })}
        />
      ))}
    </div>
  );
};
