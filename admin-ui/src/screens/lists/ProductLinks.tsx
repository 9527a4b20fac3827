import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

const MOST = 8;

/** The way from a list back to its products (S2.16); a list of very many names the first. */
export function ProductLinks({ skus }: { skus: readonly string[] }) {
  if (skus.length === 0) return <>–</>;
  return (
    <>
      {skus.slice(0, MOST).map((sku, index) => (
        <Fragment key={sku}>
          {index > 0 && ", "}
          <Link to="/products/$sku" params={{ sku }}>
            {sku}
          </Link>
        </Fragment>
      ))}
      {skus.length > MOST && ` + ${skus.length - MOST}`}
    </>
  );
}
