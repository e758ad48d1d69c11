// Loaded into the server before its own code: when the process that started it is gone (kill -9), the channel
// between them closes, and the server stops in order instead of staying behind with the port and the data.
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
