import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The checkout. */
export const ROOT = at('.');
/** What a running installation keeps beside the code: database, files, toolchain. Never under version control. */
export const HOME = at('.guanyun');
/** The built web application. */
export const WEB_DIST = at('apps/web/dist');
/** The HTTP host: migrates, seeds, listens, and prints its address. */
export const SERVER_MAIN = at('apps/server/src/main.ts');
/** The `guanyun` command. */
export const GUANYUN_COMMAND = at('apps/server/src/guanyun.ts');
