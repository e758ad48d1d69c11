import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { AppFrame } from '../../ui/app-frame.tsx';
import { useGo } from '../../ui/app-link.tsx';
import type { Command } from '../../ui/command-palette.tsx';
import { PanelContext } from '../../ui/panel-slot.tsx';
import { useSession } from '../../ui/session.ts';
import type { WebCommand } from '../../ui/slice-web.ts';
import { PageLoading } from '../../ui/state-pages.tsx';
import { useText } from '../../ui/use-text.ts';
import { useIsLive } from './live-provider.tsx';
import { slicesWeb } from './slices.ts';

const panels = slicesWeb.flatMap((slice) => slice.panels ?? []);

/** The frame filled with what the slices offer and the person may see. */
export const Shell = () => {
  const text = useText();
  const go = useGo();
  const isLive = useIsLive();
  const { organisationName, person, permissions } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const parts = useMemo(() => {
    const may = ({ permission }: { permission?: string }) => !permission || permissions.includes(permission);
    const rail = slicesWeb.flatMap((slice) => slice.rail).filter(may);
    const toCommand = ({ labelKey, to, icon }: WebCommand): Command => ({
      id: `${to} ${labelKey}`,
      label: text(labelKey),
      icon,
      onRun: () => go(to),
    });
    return {
      items: rail.map(({ path: to, labelKey, ...item }) => ({ ...item, to, label: text(labelKey) })),
      commands: [
        ...slicesWeb
          .flatMap((slice) => slice.commands)
          .filter(may)
          .map(toCommand),
        ...rail.map(({ path: to, labelKey, icon }) => toCommand({ to, labelKey, icon })),
      ],
      entries: slicesWeb
        .flatMap((slice) => slice.personMenu ?? [])
        .filter(may)
        .map(({ labelKey, to, icon }) => ({ id: to, label: text(labelKey), icon, onSelect: () => go(to) })),
    };
  }, [text, go, permissions]);
  return (
    <AppFrame
      organisation={organisationName}
      items={parts.items}
      commands={parts.commands}
      path={path}
      person={person ? { name: person.name, detail: person.email, entries: parts.entries } : undefined}
      topBar={slicesWeb.map(
        ({ topBar: Part }, at) =>
          Part && (
            <Suspense key={slicesWeb[at]?.rail[0]?.key ?? at}>
              <Part />
            </Suspense>
          ),
      )}
      banner={isLive ? undefined : text('ui.offline')}
    >
      <PanelContext value={panels}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </PanelContext>
    </AppFrame>
  );
};
