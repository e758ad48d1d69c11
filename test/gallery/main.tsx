import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useRouterState,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startTexts } from '../../src/apps/web/i18n.ts';
import { AppFrame } from '../../src/ui/app-frame.tsx';
import {
  IconAlert,
  IconBuilding,
  IconFile,
  IconHome,
  IconLogOut,
  IconMail,
  IconSettings,
  IconUsers,
} from '../../src/ui/icons.tsx';
import { SessionContext } from '../../src/ui/session.ts';
import { NotFoundPage } from '../../src/ui/state-pages.tsx';
import { StatusBadge } from '../../src/ui/status-badge.tsx';
import { UiProvider } from '../../src/ui/ui-provider.tsx';
import { FormExample } from './form-example.tsx';
import { ListExample } from './list-example.tsx';
import { PiecesExample } from './pieces-example.tsx';
import { RecordExample } from './record-example.tsx';
import { SignInExample } from './sign-in-example.tsx';

const items = [
  { key: 'duty', to: '/pieces', icon: IconHome, label: 'Trực ban' },
  { key: 'reports', to: '/form', icon: IconMail, label: 'Tin báo sự cố', badge: () => '7' },
  { key: 'incidents', to: '/list', icon: IconAlert, label: 'Sự cố', badge: () => '23' },
  { key: 'agencies', to: '/record', icon: IconBuilding, label: 'Cơ quan, đơn vị' },
  { key: 'team', to: '/team', icon: IconUsers, label: 'Đội ứng cứu sự cố' },
  { key: 'documents', to: '/documents', icon: IconFile, label: 'Văn bản' },
  { key: 'settings', to: '/settings', icon: IconSettings, label: 'Quản trị' },
];

const organisationName = 'Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Lâm Sơn';

const Frame = () => {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <AppFrame
      organisation={organisationName}
      items={items}
      path={path}
      commands={items.map(({ key, label, icon }) => ({ id: key, label, icon, onRun: () => undefined }))}
      topBar={<StatusBadge tone="good" label="Trực: Nguyễn Thị Thu Hằng" />}
      person={{
        name: 'Nguyễn Thị Thu Hằng',
        detail: 'hang.ntt@lamson.example',
        entries: [{ id: 'out', label: 'Đăng xuất', icon: IconLogOut, onSelect: () => undefined }],
      }}
    >
      <Outlet />
    </AppFrame>
  );
};

const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage });
const frame = createRoute({ getParentRoute: () => rootRoute, id: 'frame', component: Frame });
const page = (path: string, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => frame, path, component });

const router = createRouter({
  routeTree: rootRoute.addChildren([
    createRoute({ getParentRoute: () => rootRoute, path: '/sign-in', component: SignInExample }),
    frame.addChildren([
      page('/list', ListExample),
      page('/record', RecordExample),
      page('/form', FormExample),
      page('/pieces', PiecesExample),
      page('/missing', NotFoundPage),
    ]),
  ]),
});

const session = {
  person: { id: '1', name: 'Nguyễn Thị Thu Hằng', email: 'hang.ntt@lamson.example' },
  permissions: [],
  organisationName,
  isSetUp: true,
  refresh: async () => undefined,
};

const root = document.getElementById('app');
if (root) {
  const texts = await startTexts();
  createRoot(root).render(
    <I18nextProvider i18n={texts}>
      <UiProvider>
        <SessionContext value={session}>
          <RouterProvider router={router} />
        </SessionContext>
      </UiProvider>
    </I18nextProvider>,
  );
}
