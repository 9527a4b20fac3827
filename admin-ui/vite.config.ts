import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The admin app at /admin/. `scripts/ui.sh` builds it; `npm run dev` serves it beside `make run` with hot reload.
export default defineConfig({
  base: "/admin/",
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "baseline-widely-available",
    outDir: "dist/admin",
    manifest: "manifest.json",
    chunkSizeWarningLimit: 1_000, // scripts/budget.mjs is the judge, of compressed sizes
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/admin/graphql": { target: "http://127.0.0.1:8000", ws: true } },
  },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
