import { startServer } from '../start.ts';

/** The server in a process of its own, so that what it takes of memory is its alone. It is told its settings, and says its address. */
process.once('message', async (settings) => {
  const { url } = await startServer(settings as Parameters<typeof startServer>[0]);
  process.on('message', () => {
    globalThis.gc?.();
    globalThis.gc?.();
    process.send?.('clean');
  });
  process.send?.(url);
});
process.once('disconnect', () => process.exit(0));
