import { bundleFunctions } from './bundle.mjs';

// What `npm run build` does after compiling, and so every command that needs the functions.
await bundleFunctions();
