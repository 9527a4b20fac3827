import "./theme/mantine.css";
import "./theme/global.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/query.ts";
import { currentLocale } from "./i18n/locale.ts";
import { Toasts } from "./parts/show/Toasts.tsx";
import { LastResort } from "./shell/LastResort.tsx";
import { cspNonce } from "./shell/nonce.ts";
import { reloadOnLostChunk } from "./shell/reload.ts";
import { router } from "./shell/router.ts";
import { cssVariables, theme } from "./theme/theme.ts";

document.documentElement.lang = currentLocale();
reloadOnLostChunk();
setNonce(cspNonce()); // of the style element that holds the page still under a dialog

const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="light"
        getStyleNonce={cspNonce}
      >
        <QueryClientProvider client={queryClient}>
          <Toasts />
          <LastResort>
            <RouterProvider router={router} />
          </LastResort>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
