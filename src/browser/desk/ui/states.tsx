/** What stands where nothing else does: nothing there, not yet there, cannot be had. */
import type { ReactNode } from "react";
import type { Refusal } from "#browser/wire/http";
import type { Answer } from "../shell/use-answer.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

type Empty = { icon: IconName; title: string; children?: ReactNode; /** What can be done about it. */ action?: ReactNode };

export const EmptyState = ({ icon, title, children, action }: Empty) => (
  <div className="empty-state">
    <span className="empty-picture">
      <Icon name={icon} size={22} />
    </span>
    <p className="empty-title">{title}</p>
    {children === undefined ? null : <p className="empty-words">{children}</p>}
    {action}
  </div>
);

export const Spinner = ({ label = "Loading" }: { label?: string }) => (
  <div className="spinner" role="status">
    <i aria-hidden="true" />
    <span className="away">{label}</span>
  </div>
);

/** Why something is not there, and a way to try again. */
export const Problem = ({ refusal, retry }: { refusal: Refusal; retry?: () => void }) => (
  <div className="problem" role="alert">
    <Icon name="alert" size={17} />
    <p>{refusal.message}</p>
    {retry === undefined ? null : (
      <Button size="small" icon="retry" onPress={retry}>
        Try again
      </Button>
    )}
  </div>
);

/** What was asked of the server, in each of its shapes: being read; not to be had, above what was there before; there. */
export function Answered<T>({ answer: { value, refusal, reload }, loading = "Loading", children }: AnsweredProps<T>) {
  return (
    <>
      {refusal === null ? null : <Problem refusal={refusal} retry={reload} />}
      {value !== null ? children(value) : refusal === null ? <Spinner label={loading} /> : null}
    </>
  );
}

type AnsweredProps<T> = {
  answer: Pick<Answer<T>, "value" | "refusal" | "reload">;
  /** What is being read, for who cannot see the wheel. */
  loading?: string;
  children: (value: T) => ReactNode;
};
