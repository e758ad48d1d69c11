import { sql } from 'kysely';
import type { Tx } from '../db/tables.ts';

declare module '../db/tables.ts' {
  interface Tables {
    number_series: { series: string; year: number; last_number: number };
  }
}

/**
 * Takes the next `count` numbers of a yearly series. The row stays locked until the transaction ends, so numbers have
 * no gaps and no doubles; take them late in the transaction and for many records at once.
 * @returns the first number taken
 */
export const takeNumbers = async (tx: Tx, series: string, year: number, count = 1): Promise<number> => {
  const row = await tx
    .insertInto('number_series')
    .values({ series, year, last_number: count })
    .onConflict((conflict) =>
      conflict
        .columns(['series', 'year'])
        .doUpdateSet({ last_number: sql<number>`number_series.last_number + ${count}` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return row.last_number - count + 1;
};
