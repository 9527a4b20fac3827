import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

/** The door of the sandbox shop. */
function Sandbox() {
  return (
    <main>
      <h1>Otoku Sandbox</h1>
    </main>
  );
}

const place = document.getElementById("root");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Sandbox />
    </StrictMode>,
  );
}
