import { lazyRouteComponent } from '@tanstack/react-router';
import { IconFile, IconList, IconPlus } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** Official documents: their list, the editor with the pages beside it, and the registers of numbers. */
export const documentsWeb: SliceWeb = {
  rail: [
    {
      key: 'documents',
      path: '/documents',
      icon: IconFile,
      labelKey: 'documents.title',
      permission: 'official-document.read',
    },
  ],
  routes: [
    {
      path: '/documents',
      permission: 'official-document.read',
      component: lazyRouteComponent(() => import('./documents-page.tsx'), 'DocumentsPage'),
    },
    {
      path: '/documents/new',
      permission: 'official-document.draft',
      component: lazyRouteComponent(() => import('./new-document-page.tsx'), 'NewDocumentPage'),
    },
    {
      path: '/documents/registers',
      permission: 'document-register.read',
      component: lazyRouteComponent(() => import('./registers-page.tsx'), 'RegistersPage'),
    },
    {
      path: '/documents/registers/$year/$type/$issuer',
      permission: 'document-register.read',
      component: lazyRouteComponent(() => import('./register-page.tsx'), 'OneRegisterPage'),
    },
    {
      path: '/documents/$documentId',
      permission: 'official-document.read',
      component: lazyRouteComponent(() => import('./document-page.tsx'), 'DocumentPage'),
    },
  ],
  commands: [
    {
      labelKey: 'documents.new',
      to: '/documents/new',
      permission: 'official-document.draft',
      icon: IconPlus,
    },
    {
      labelKey: 'documents.registers',
      to: '/documents/registers',
      permission: 'document-register.read',
      icon: IconList,
    },
  ],
};
