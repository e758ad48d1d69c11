import { createContext, useContext, useMemo } from 'react';
import type { Figure, PeriodicReport } from '../contract.ts';

type Figures = { report: PeriodicReport; figureOf: (key: string) => Figure };

/** The report on screen and its figures by name. */
export const FigureContext = createContext<Figures | undefined>(undefined);

export const useFigures = (): Figures => {
  const figures = useContext(FigureContext);
  if (!figures) throw new Error('FigureContext is missing');
  return figures;
};

export const useFigureValue = (report: PeriodicReport | undefined): Figures | undefined =>
  useMemo(() => {
    if (!report) return undefined;
    const byKey = new Map(report.figures.map((figure) => [figure.key, figure]));
    return { report, figureOf: (key) => byKey.get(key) ?? { key, value: null, previous: null } };
  }, [report]);
