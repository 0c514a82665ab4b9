/** The notices themselves (see `notices.ts`). */
import { IconButton } from "#desk/ui/button";
import { dismiss, useNotices } from "./notices.ts";

export const Notices = () => {
  const notices = useNotices();
  return (
    <div className="notices" role="status" aria-live="polite" aria-label="Notices">
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={`notice ${tone}`}>
          <p>{text}</p>
          <IconButton label="Dismiss" icon="close" onPress={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
};
