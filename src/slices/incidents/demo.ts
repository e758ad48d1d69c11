import type { Actor } from '../../platform/access/actor.ts';
import { type Ctx, createCtx } from '../../platform/ctx/ctx.ts';
import { listPeopleByIds } from '../accounts/public.ts';
import { getSystemRefs } from '../systems/public.ts';
import { incidentGrants } from './access.ts';
import { addLogEntry } from './add-log-entry.ts';
import { addObservablesByHand } from './add-observables.ts';
import { addTask } from './add-task.ts';
import { assignPerson } from './assign-person.ts';
import type { Status, Tlp } from './contract/codes.ts';
import type { Task } from './contract/tasks.ts';
import { type DemoKind, demoKinds } from './data/demo-incidents.ts';
import { moveIncident } from './move-incident.ts';
import { openIncidentInTx } from './open-incident.ts';
import { getIncident } from './queries/describe-incident.ts';
import { updateIncident } from './update-incident.ts';
import { updateTask } from './update-task.ts';

/** Records of the invented province that incidents refer to; `personIds` are people who sign in, responders first. */
export type DemoProvince = {
  agencyIds: readonly string[];
  systemIds: readonly string[];
  personIds: readonly string[];
};

const count = 60;
const daysBack = 90;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The same sequence in every run (Park and Miller's generator). */
const createRandom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};
type Random = ReturnType<typeof createRandom>;

/** How far an incident has come: the way to `closed`, cut off for the recent ones. */
const wayToClosed: readonly Status[] = [
  'confirmed',
  'in-response',
  'contained',
  'recovering',
  'awaiting-review',
  'closed',
];
const tlps: readonly Tlp[] = ['amber', 'amber', 'amber', 'green', 'amber-strict', 'red'];

const permissions: Actor['permissions'] = new Map(
  Object.keys(incidentGrants).map((permission) => [permission, 'any']),
);

/** A clock that the story moves on, and a context of one of its people. */
const createStory = (ctx: Ctx, start: number, actor: Actor) => {
  let at = start;
  const past = createCtx({ ...ctx.services, clock: { now: () => new Date(at) } }, { actor, language: 'vi' });
  return {
    past,
    wait: (minutes: number) => {
      at = Math.min(at + minutes * minuteMs, ctx.now().getTime() - minuteMs);
    },
    now: () => new Date(at),
  };
};
type Story = ReturnType<typeof createStory>;

const writeLog = async (story: Story, id: string, kind: DemoKind, entries: number, random: Random) => {
  for (const entry of kind.log.slice(0, entries)) {
    story.wait(10 + random(90));
    await addLogEntry(story.past, id, {
      kind: entry.kind,
      text: entry.text,
      eventPrecision: 'minute',
      isInternal: !entry.isShared,
      correctsId: null,
    });
  }
};

const addTasks = async (
  story: Story,
  id: string,
  kind: DemoKind,
  assigneeId: string,
  random: Random,
): Promise<Task[]> => {
  const tasks: Task[] = [];
  for (const title of kind.tasks) {
    const dueAt = new Date(story.now().getTime() + (4 + random(68)) * 60 * minuteMs).toISOString();
    tasks.push(await addTask(story.past, id, { title, description: '', assigneeId, dueAt }));
  }
  return tasks;
};

const moveTo = async (story: Story, id: string, to: Status, reason?: string) => {
  const { version } = await getIncident(story.past, id);
  await moveIncident(story.past, id, { version, to, ...(reason ? { reason } : {}) });
};

const finishTasks = async (story: Story, id: string, tasks: readonly Task[]) => {
  for (const task of tasks) {
    story.wait(25);
    await updateTask(story.past, id, task.id, { version: task.version, state: 'done' });
  }
};

/** Plays an incident through `steps` states of the way to its end. */
const play = async (
  story: Story,
  id: string,
  kind: DemoKind,
  steps: number,
  random: Random,
  leadId: string,
) => {
  let tasks: Task[] = [];
  for (const status of wayToClosed.slice(0, steps)) {
    story.wait(20 + random(240));
    if (status === 'in-response') {
      await assignPerson(story.past, id, { personId: leadId, role: 'lead' });
      tasks = await addTasks(story, id, kind, leadId, random);
    }
    if (status === 'contained') await writeLog(story, id, kind, kind.log.length, random);
    if (status === 'awaiting-review') await finishTasks(story, id, tasks);
    if (status === 'closed') {
      const { version } = await getIncident(story.past, id);
      const { outcome, rootCause, lessons } = kind;
      await updateIncident(story.past, id, { version, outcome, rootCause, lessons, handledBy: 'self' });
    }
    await moveTo(story, id, status);
  }
};

const tellIncident = async (ctx: Ctx, demo: DemoProvince, index: number, random: Random, people: Actor[]) => {
  const kind = demoKinds[random(demoKinds.length)] as DemoKind;
  const start =
    ctx.now().getTime() - (daysBack - (index * daysBack) / count) * dayMs + random(600) * minuteMs;
  const actor = people[random(people.length)] as Actor;
  const lead = people[random(people.length)] as Actor;
  const story = createStory(ctx, Math.min(start, ctx.now().getTime() - 3 * 60 * minuteMs), actor);
  const systemId = demo.systemIds[random(demo.systemIds.length)] ?? null;
  await story.past.tx(async (tx) => {
    const system = systemId ? (await getSystemRefs(tx, [systemId])).get(systemId) : undefined;
    const agencyId = system?.agencyId ?? demo.agencyIds[random(demo.agencyIds.length)] ?? null;
    const { id } = await openIncidentInTx(story.past, tx, {
      title: system ? `${kind.title}: ${system.name}` : kind.title,
      description: kind.description,
      agencyId,
      systemId: system ? systemId : null,
      detectedAt: new Date(story.now().getTime() - (15 + random(90)) * minuteMs),
      occurredAt: new Date(story.now().getTime() - (240 + random(2_000)) * minuteMs).toISOString(),
      tlp: tlps[random(tlps.length)] ?? 'amber',
      personalData: kind.isPersonal ? 'yes' : 'unknown',
      damageVnd: kind.damageVnd ?? null,
      detectionSource: 'notified',
      classification: {
        group: kind.severity === 'M1' ? 'severe' : 'ordinary',
        severity: kind.severity,
        cause: kind.cause,
        attackType: kind.attackType,
        rsit: kind.rsit,
        reason: kind.grounds,
      },
    });
    if (kind.observables) {
      const text = kind.observables;
      await addObservablesByHand(story.past, id, { text, source: 'tin báo', isIoc: true, tlp: null });
    }
    if (index % 11 === 5)
      return moveTo(story, id, 'not-an-incident', 'Đơn vị xác nhận đang bảo trì theo kế hoạch.');
    const isRecent = index >= count - 14;
    const steps = isRecent ? random(wayToClosed.length) : wayToClosed.length;
    await play(story, id, kind, steps, random, lead.id as string);
  });
};

/**
 * Three months of invented incidents in every state, told by the use cases themselves with a clock in the past. The same
 * for the same province. Call it after the province is committed, since each incident has a transaction of its own.
 */
export const fillIncidentsDemo = async (ctx: Ctx, demo: DemoProvince): Promise<void> => {
  const names = await ctx.tx((tx) => listPeopleByIds(tx, demo.personIds));
  const people = demo.personIds.flatMap((id): Actor[] => {
    const label = names.get(id)?.fullName;
    return label ? [{ kind: 'person', id, label, reach: 'all', organisationIds: [], permissions }] : [];
  });
  if (people.length === 0) throw new Error('The demo incidents need people.');
  const random = createRandom(20_261_123);
  for (let index = 0; index < count; index += 1) await tellIncident(ctx, demo, index, random, people);
};
