import "./style/page.css";
import "./style/strip.css";
import "./style/shop.css";
import "./style/order.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { currentLocale } from "../i18n/locale.ts";
import { App } from "./App.tsx";

document.documentElement.lang = currentLocale();

const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
