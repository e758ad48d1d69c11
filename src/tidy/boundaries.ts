import { type SliceName, sliceOrder } from '../slices/order.ts';

/** Where a file belongs. */
export type Place =
  | { floor: 'engine' | 'platform' | 'ui' | 'apps' | 'tidy' }
  | { floor: 'slices'; slice: SliceName; rest: string }
  | { floor: 'outside' };

export const placeOf = (path: string): Place => {
  const [top, floor, name, ...rest] = path.split('/');
  if (top !== 'src') return { floor: 'outside' };
  if (floor === 'slices' && sliceOrder.includes(name as SliceName)) {
    return { floor: 'slices', slice: name as SliceName, rest: rest.join('/') };
  }
  if (floor === 'slices') return { floor: 'platform' };
  if (floor === 'engine' || floor === 'platform' || floor === 'ui' || floor === 'apps' || floor === 'tidy') {
    return { floor };
  }
  return { floor: 'outside' };
};

const isTest = (path: string) => /\.test\.tsx?$|\/testing(\/|\.ts$)/.test(path);

/** What builds the web application stands beside it, but runs on Node. */
const isBuildFile = (path: string): boolean =>
  /^src\/apps\/web\/(vite\.config|first-load-budget|text-parts)\.ts$/.test(path);

/** Files of the browser side: they run where there is no Node. */
export const isBrowserFile = (path: string): boolean =>
  path.startsWith('src/ui/') ||
  (path.startsWith('src/apps/web/') && !isBuildFile(path)) ||
  /^src\/slices\/[^/]+\/web\//.test(path);

/** Server files that the browser side may import: pure data and types. */
const isBrowserSafe = (path: string): boolean =>
  isBrowserFile(path) ||
  /^src\/slices\/[^/]+\/(contract(\/.*)?\.ts|contract\.ts|texts\/(vi|en)\.ts|roles\.ts|api-scopes\.ts)$/.test(
    path,
  ) ||
  /^src\/slices\/[^/]+\/contract\//.test(path) ||
  /^src\/slices\/[^/]+\/forms\/form-inputs\.ts$/.test(path) ||
  /^src\/platform\/(http\/(client|route)\.ts|errors\/(app-error|platform-errors)\.ts|texts\/(vi|en)\.ts|search\/fold\.ts|i18n\/catalogue\.ts)$/.test(
    path,
  );

const isPublicFile = (rest: string) =>
  rest === 'public.ts' || rest === 'contract.ts' || rest.startsWith('contract/') || rest === 'roles.ts';

const sliceFault = (
  path: string,
  from: SliceName,
  target: string,
  to: { slice: SliceName; rest: string },
) => {
  if (from === to.slice) return undefined;
  if (sliceOrder.indexOf(to.slice) > sliceOrder.indexOf(from))
    return `slice ${from} imports the later slice ${to.slice}`;
  const isWebPart = isBrowserFile(path) && to.rest.startsWith('web/') && to.rest.includes('public');
  const isTestPart = isTest(path) && (to.rest.startsWith('testing') || to.rest === 'demo.ts');
  if (!isPublicFile(to.rest) && !isWebPart && !isTestPart && !to.rest.startsWith('texts/')) {
    return `slice ${from} imports an inner file of ${to.slice}: ${target}`;
  }
  return undefined;
};

const allowed: Record<string, readonly string[]> = {
  engine: ['engine'],
  platform: ['platform'],
  ui: ['ui', 'platform'],
  slices: ['slices', 'platform', 'ui', 'engine'],
  apps: ['apps', 'slices', 'platform', 'ui', 'engine'],
  tidy: ['tidy', 'apps', 'slices', 'platform', 'ui', 'engine'],
};

/** Why one import is not allowed, or undefined. Imports only go down; browser code stays browser code. */
export const importFault = (path: string, target: string): string | undefined => {
  const from = placeOf(path);
  if (!target.startsWith('src/')) {
    if (target.startsWith('..')) return `imports outside the repository: ${target}`;
    if (from.floor === 'engine' && !isTest(path) && !target.startsWith('node:'))
      return `engine imports ${target}`;
    if (isBrowserFile(path) && !isTest(path) && target.startsWith('node:'))
      return `browser code imports ${target}`;
    return undefined;
  }
  const to = placeOf(target);
  if (isTest(path) && target.startsWith('src/apps/testing/')) return undefined;
  if (from.floor === 'outside' || to.floor === 'outside') return undefined;
  if (!allowed[from.floor]?.includes(to.floor)) return `${from.floor} imports ${to.floor}: ${target}`;
  if (from.floor === 'slices' && to.floor === 'slices') {
    const fault = sliceFault(path, from.slice, target, to);
    if (fault) return fault;
  }
  if (isBrowserFile(path) && !isTest(path) && !isBrowserSafe(target)) return `browser code imports ${target}`;
  const readsBrowser = isTest(path) || isBuildFile(path) || from.floor === 'tidy';
  if (!isBrowserFile(path) && isBrowserFile(target) && !readsBrowser) {
    return `server code imports browser code: ${target}`;
  }
  return undefined;
};
