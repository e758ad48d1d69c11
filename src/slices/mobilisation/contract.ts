/** What other slices and the web may know of mobilisation without the server. Codes and routes live in `contract/`. */
export { mobilisationErrors, mobilisationEvents } from './contract/errors.ts';
