/** Every key that does something at this moment. */
import { Dialog } from "#desk/ui/dialog";
import { keyWords, useOffered } from "./commands.ts";

export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const withKeys = useOffered().filter(({ keys }) => keys !== undefined);
  const groups = [...Map.groupBy(withKeys, ({ group }) => group)].toReversed();
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose}>
      <div className="help-groups">
        {groups.map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map(({ id, title, keys = [] }) => (
                <div key={id}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key} className="key">
                        {keyWords(key)}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
