import { createContext, useContext, useMemo, useState } from 'react';
import type { Figure, PeriodicReport } from '../contract.ts';

type Figures = {
  report: PeriodicReport;
  figureOf: (key: string) => Figure;
  /** The remarks are being written: the report cannot move on under them. */
  isEditing: boolean;
  setEditing: (isEditing: boolean) => void;
};

/** The report on screen and its figures by name. */
export const FigureContext = createContext<Figures | undefined>(undefined);

export const useFigures = (): Figures => {
  const figures = useContext(FigureContext);
  if (!figures) throw new Error('FigureContext is missing');
  return figures;
};

export const useFigureValue = (report: PeriodicReport | undefined): Figures | undefined => {
  const [isEditing, setEditing] = useState(false);
  return useMemo(() => {
    if (!report) return undefined;
    const byKey = new Map(report.figures.map((figure) => [figure.key, figure]));
    const figureOf = (key: string) => byKey.get(key) ?? { key, value: null, previous: null };
    return { report, figureOf, isEditing, setEditing };
  }, [report, isEditing]);
};
