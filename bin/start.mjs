// npm start: installs what is missing, builds the web pages if they changed, serves.
import { buildWeb } from './build-web.mjs';
import { install } from './install.mjs';
import { runMain } from './run-main.mjs';

install();
if (!buildWeb()) process.exit(1);
runMain(['serve', ...process.argv.slice(2)]);
