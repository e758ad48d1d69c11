import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { IconCalendar, IconFile, IconUsers } from '../../../ui/icons.tsx';
import type { SliceWeb } from '../../../ui/slice-web.ts';

/** Lazy, as it brings the contract and its schemas: the frame must not wait for them. */
const OnDuty = lazy(async () => ({ default: (await import('./on-duty.tsx')).OnDuty }));
const AgencyMembers = lazy(async () => ({ default: (await import('./agency-members.tsx')).AgencyMembers }));
const VacanciesCard = lazy(async () => ({ default: (await import('./vacancies-card.tsx')).VacanciesCard }));

const MemberSkills = lazy(async () => ({
  default: (await import('./skills/member-skills.tsx')).MemberSkills,
}));

export const teamWeb: SliceWeb = {
  rail: [
    { key: 'team', path: '/team', icon: IconUsers, labelKey: 'team.title', permission: 'member.read' },
    { key: 'duty-list', path: '/duty', icon: IconCalendar, labelKey: 'team.duty', permission: 'duty.read' },
  ],
  routes: [
    {
      path: '/team',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./roster-page.tsx'), 'RosterPage'),
    },
    {
      path: '/team/members',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
    },
    {
      path: '/team/members/new',
      permission: 'member.update',
      component: lazyRouteComponent(() => import('./member-form.tsx'), 'NewMemberPage'),
    },
    {
      path: '/team/members/$memberId',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./member-page.tsx'), 'MemberPage'),
    },
    {
      path: '/team/members/$memberId/edit',
      permission: 'member.update',
      component: lazyRouteComponent(() => import('./member-form.tsx'), 'EditMemberPage'),
    },
    {
      path: '/team/decisions',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./decisions-page.tsx'), 'DecisionsPage'),
    },
    {
      path: '/team/replacements',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./replacements-page.tsx'), 'ReplacementsPage'),
    },
    {
      path: '/team/replacements/$replacementId',
      permission: 'member.read',
      component: lazyRouteComponent(() => import('./replacement-page.tsx'), 'ReplacementPage'),
    },
    {
      path: '/team/proposals/$proposalId',
      permission: 'team-proposal.read',
      component: lazyRouteComponent(() => import('./proposal-page.tsx'), 'ProposalPage'),
    },
    {
      path: '/team/import',
      permission: 'member.update',
      component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
    },
    {
      path: '/duty',
      permission: 'duty.read',
      component: lazyRouteComponent(() => import('./duty/duty-page.tsx'), 'DutyPage'),
    },
    {
      path: '/duty/swaps',
      permission: 'duty.swap',
      component: lazyRouteComponent(() => import('./duty/swaps-page.tsx'), 'SwapsPage'),
    },
    {
      path: '/duty/hand-over/$shiftId',
      permission: 'duty.hand-over',
      component: lazyRouteComponent(() => import('./duty/hand-over-page.tsx'), 'HandOverPage'),
    },
    {
      path: '/duty/fairness',
      permission: 'duty.read',
      component: lazyRouteComponent(() => import('./duty/fairness-page.tsx'), 'FairnessPage'),
    },
    {
      path: '/duty/escalation',
      permission: 'duty.read',
      component: lazyRouteComponent(() => import('./duty/escalation-page.tsx'), 'EscalationPage'),
    },
    {
      path: '/duty/planning',
      permission: 'duty.plan',
      component: lazyRouteComponent(() => import('./duty/planning-page.tsx'), 'PlanningPage'),
    },
    {
      path: '/duty/plans/$planId',
      permission: 'duty.plan',
      component: lazyRouteComponent(() => import('./duty/plan-page.tsx'), 'PlanPage'),
    },
    {
      path: '/team/skills',
      permission: 'skill.read',
      component: lazyRouteComponent(() => import('./skills/skills-page.tsx'), 'SkillsPage'),
    },
  ],
  commands: [
    { labelKey: 'team.skills', to: '/team/skills', permission: 'skill.read', icon: IconUsers },
    { labelKey: 'team.swaps', to: '/duty/swaps', permission: 'duty.swap', icon: IconCalendar },
    { labelKey: 'team.escalation', to: '/duty/escalation', permission: 'duty.read', icon: IconCalendar },
    { labelKey: 'team.members', to: '/team/members', permission: 'member.read', icon: IconUsers },
    { labelKey: 'team.decisions', to: '/team/decisions', permission: 'member.read', icon: IconFile },
    {
      labelKey: 'team.replacements',
      to: '/team/replacements',
      permission: 'member.read',
      icon: IconUsers,
    },
    { labelKey: 'team.import', to: '/team/import', permission: 'member.update', icon: IconFile },
  ],
  topBar: OnDuty,
  panels: [
    { slot: 'agency.facts', component: AgencyMembers },
    { slot: 'desk.side', component: VacanciesCard },
    { slot: 'member.main', component: MemberSkills },
  ],
};
