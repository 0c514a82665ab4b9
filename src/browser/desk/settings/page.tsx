/** How the desk looks and behaves, who may do what at it, and who did. */
import { useState } from "react";
import { Icon } from "#desk/ui/icon";
import { Link } from "#desk/ui/link";
import { PageFrame } from "#desk/ui/page-frame";
import { Answered } from "#desk/ui/states";
import { pathTo, usePlace } from "../shell/place.ts";
import { useAnswer } from "../shell/use-answer.ts";
import type { IconName } from "../ui/icons.ts";
import { AnswersSection } from "./answers-section.tsx";
import { AuditSection } from "./audit-section.tsx";
import { BrandSection } from "./brand-section.tsx";
import type { SectionProps } from "./form.tsx";
import { HoursSection } from "./hours-section.tsx";
import { MacrosSection } from "./macros-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import { me as meGuard, type Me, settings as settingsGuard, type SettingsView } from "./settings-api.ts";
import { TimesSection } from "./times-section.tsx";

type Section = {
  path: string;
  title: string;
  icon: IconName;
  isAdmins?: boolean;
  View: (props: SectionProps & { me: Me }) => React.ReactNode;
};

const sections: readonly [Section, ...Section[]] = [
  { path: "brand", title: "Brand and widget", icon: "spark", View: BrandSection },
  { path: "hours", title: "Hours and away", icon: "clock", View: HoursSection },
  { path: "answers", title: "Answers and intents", icon: "bolt", View: AnswersSection },
  { path: "times", title: "Times and retention", icon: "pulse", View: TimesSection },
  { path: "macros", title: "Macros", icon: "edit", View: MacrosSection },
  { path: "people", title: "People", icon: "people", View: PeopleSection },
  { path: "audit", title: "Audit log", icon: "note", isAdmins: true, View: AuditSection },
];

export function Page() {
  const { rest } = usePlace();
  const stored = useAnswer("/v1/settings", settingsGuard);
  const me = useAnswer("/v1/me", meGuard);
  const [newer, setNewer] = useState<SettingsView | null>(null);
  const view = newer !== null && newer.version >= (stored.value?.version ?? 0) ? newer : stored.value;
  const current = sections.find(({ path }) => path === rest[0]) ?? sections[0];
  const shown = sections.filter(({ isAdmins }) => isAdmins !== true || me.value?.role === "admin");

  return (
    <PageFrame
      title="Settings"
      about="What is set here stands over the files of support/, and goes back into them with npm run support -- export."
    >
      <div className="settings-page">
        <nav aria-label="Settings">
          {shown.map(({ path, title, icon }) => (
            <Link key={path} href={pathTo("settings", [path])} aria-current={path === current.path ? "page" : undefined}>
              <Icon name={icon} size={17} />
              {title}
            </Link>
          ))}
        </nav>
        <div className="settings-content">
          <Answered answer={me}>
            {(who) => (
              <Answered answer={{ ...stored, value: view }}>
                {(shownView) => (
                  <>
                    {who.role === "admin" ? null : <p className="read-only">Only an admin can change what is set here.</p>}
                    <current.View
                      key={current.path}
                      view={shownView}
                      changed={setNewer}
                      reload={stored.reload}
                      mayChange={who.role === "admin"}
                      me={who}
                    />
                  </>
                )}
              </Answered>
            )}
          </Answered>
        </div>
      </div>
    </PageFrame>
  );
}
