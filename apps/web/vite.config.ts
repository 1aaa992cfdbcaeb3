import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/trpc': server, '/documents': server, '/templates': server, '/healthz': server } },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
});
