import { type ComponentType, createContext, Suspense, useContext } from 'react';

/** A part that one slice puts into the page of another; `id` is the record of that page. */
export type Panel = { slot: string; component: ComponentType<{ id: string }> };

export const PanelContext = createContext<readonly Panel[]>([]);

/** The place where later slices add their parts, in the order of the slices. Empty when none has any. */
export const PanelSlot = ({ slot, id }: { slot: string; id: string }) => {
  const panels = useContext(PanelContext).filter((panel) => panel.slot === slot);
  return (
    <>
      {panels.map(({ component: Part }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of panels is fixed when the program starts
        <Suspense key={`${slot} ${at}`} fallback={null}>
          <Part id={id} />
        </Suspense>
      ))}
    </>
  );
};
