import { Link } from "@tanstack/react-router";
import classes from "./parts.module.css";

/** Screens that belong together, each with an address of its own: links, where tabs would hide the address. */
export function Places(props: { label: string; places: readonly { to: string; label: string }[] }) {
  return (
    <nav aria-label={props.label} className={classes.places}>
      {props.places.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
