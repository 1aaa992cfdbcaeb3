import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server's gate compares Origin with Host, so Host stays the browser's.
const server = { target: 'http://127.0.0.1:8080', changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      '/trpc': server,
      '/documents': server,
      '/papers': server,
      '/exports': server,
      '/templates': server,
      '/healthz': server,
      '/oidc': server,
    },
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
});
