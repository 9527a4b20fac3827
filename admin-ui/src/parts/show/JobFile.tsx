import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { takeAway } from "../../api/jobFile.ts";
import { useRight } from "../../shell/shop.tsx";
import { Icon } from "../Icon.tsx";
import { toastFailure } from "./toast.ts";

/** Takes a file of a job away; one that may name customers only for who may see them. */
export function JobFile(props: {
  path: string | null;
  label: string;
  right: "coupons" | "export" | "catalog";
  pii?: boolean;
  size?: "compact-sm";
}) {
  const mayTake = useRight(props.right);
  const pii = useRight("pii");
  const take = useMutation({ mutationFn: takeAway, onError: toastFailure });
  const { path } = props;
  if (!path || !mayTake || (props.pii && !pii)) return null;
  return (
    <Button
      variant="default"
      {...(props.size && { size: props.size })}
      leftSection={<Icon name="download" size={16} />}
      loading={take.isPending}
      onClick={() => take.mutate(path)}
    >
      {props.label}
    </Button>
  );
}
