import { handle } from '../../platform/http/handle.ts';
import { addLogEntry } from './add-log-entry.ts';
import { addObservablesByHand } from './add-observables.ts';
import { addTask } from './add-task.ts';
import { assignPerson, removePerson } from './assign-person.ts';
import { classifyIncident } from './classify-incident.ts';
import { addIncidentFilesRoute, getIncidentFileRoute, listIncidentFilesRoute } from './contract/files.ts';
import * as incidents from './contract/incident-routes.ts';
import { addLogEntryRoute, listLogRoute } from './contract/log.ts';
import { addObservablesRoute, listObservablesRoute, updateObservableRoute } from './contract/observables.ts';
import { addTaskRoute, listDueTasksRoute, listTasksRoute, updateTaskRoute } from './contract/tasks.ts';
import { addIncidentFiles, getIncidentFile, listIncidentFiles } from './incident-files.ts';
import { moveIncident } from './move-incident.ts';
import { openIncident } from './open-incident.ts';
import { getIncident } from './queries/describe-incident.ts';
import { listCandidates } from './queries/list-candidates.ts';
import { listHistory } from './queries/list-history.ts';
import { listIncidents } from './queries/list-incidents.ts';
import { listLog } from './queries/list-log.ts';
import { listObservables } from './queries/list-observables.ts';
import { listDueTasks, listTasks } from './queries/list-tasks.ts';
import { updateIncident } from './update-incident.ts';
import { updateObservable } from './update-observable.ts';
import { updateTask } from './update-task.ts';

export const incidentRoutes = [
  handle(incidents.listIncidentsRoute, async (ctx, { query }) => ({
    ...(await ctx.tx((tx) => listIncidents(tx, ctx.actor, query))),
    can: { open: ctx.can('incident.open') },
  })),
  handle(incidents.openIncidentRoute, (ctx, { body }) => openIncident(ctx, body)),
  handle(incidents.getIncidentRoute, (ctx, { params }) => getIncident(ctx, params.id)),
  handle(incidents.updateIncidentRoute, (ctx, { params, body }) => updateIncident(ctx, params.id, body)),
  handle(incidents.classifyIncidentRoute, (ctx, { params, body }) => classifyIncident(ctx, params.id, body)),
  handle(incidents.moveIncidentRoute, (ctx, { params, body }) => moveIncident(ctx, params.id, body)),
  handle(incidents.assignPersonRoute, (ctx, { params, body }) => assignPerson(ctx, params.id, body)),
  handle(incidents.removePersonRoute, (ctx, { params }) => removePerson(ctx, params.id, params.personId)),
  handle(incidents.listCandidatesRoute, (ctx) => listCandidates(ctx)),
  handle(incidents.incidentHistoryRoute, (ctx, { params, query }) => listHistory(ctx, params.id, query)),
  handle(listLogRoute, (ctx, { params, query }) => listLog(ctx, params.id, query)),
  handle(addLogEntryRoute, (ctx, { params, body }) => addLogEntry(ctx, params.id, body)),
  handle(listTasksRoute, (ctx, { params, query }) => listTasks(ctx, params.id, query)),
  handle(listDueTasksRoute, (ctx, { query }) => listDueTasks(ctx, query)),
  handle(addTaskRoute, (ctx, { params, body }) => addTask(ctx, params.id, body)),
  handle(updateTaskRoute, (ctx, { params, body }) => updateTask(ctx, params.id, params.taskId, body)),
  handle(listObservablesRoute, (ctx, { params, query }) => listObservables(ctx, params.id, query)),
  handle(addObservablesRoute, (ctx, { params, body }) => addObservablesByHand(ctx, params.id, body)),
  handle(updateObservableRoute, (ctx, { params, body }) =>
    updateObservable(ctx, params.id, params.observableId, body),
  ),
  handle(listIncidentFilesRoute, (ctx, { params }) => listIncidentFiles(ctx, params.id)),
  handle(addIncidentFilesRoute, (ctx, { params, body, files }) =>
    addIncidentFiles(ctx, params.id, files, body.note),
  ),
  handle(getIncidentFileRoute, (ctx, { params }) => getIncidentFile(ctx, params.id, params.fileId)),
];
