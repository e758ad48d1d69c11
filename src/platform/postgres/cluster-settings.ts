/**
 * PostgreSQL settings for a server of two cores and a few GB of memory. They are written into the cluster's
 * `khien.conf` at every start; an operator's own lines go into `local.conf` beside it, which is read later.
 */
export const clusterSettings = (major: number): Record<string, string> => ({
  max_connections: '60',
  shared_buffers: '128MB',
  // Nothing acknowledged may be lost: a commit returns when it is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Room for minutes of 1,000 inserts a second between two checkpoints, so that none is forced within a burst.
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  wal_buffers: '16MB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Reports hold personal data: their values stay out of the log, even when a statement fails.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  ...(major >= 18 ? { io_method: 'sync' } : {}),
});

/** Settings as lines of a PostgreSQL configuration file. */
export const formatSettings = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');
