import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The sandbox storefront at /sandbox/: an app of its own, so that a shopper's phone loads no line of the admin app.
export default defineConfig({
  root: "src/sandbox",
  base: "/sandbox/",
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "baseline-widely-available",
    outDir: "../../dist/sandbox",
    emptyOutDir: true,
    manifest: "manifest.json",
    chunkSizeWarningLimit: 1_000, // scripts/budget.mjs is the judge, of compressed sizes
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", port: 5174, proxy: { "/storefront": "http://127.0.0.1:8000" } },
});
