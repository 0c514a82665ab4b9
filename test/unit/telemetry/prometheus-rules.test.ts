/** The rules for whoever judges alerts with Prometheus: the same ones as the desk's own, and each leads to its place in the runbook. (`promtool check rules deploy/prometheus/rules.yml` reads them as Prometheus does.) */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { inRepository } from "../../../scripts/repository.ts";

const read = (...path: string[]): string => readFileSync(inRepository(...path), "utf8");

const RulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), annotations: z.object({ runbook_url: z.string() }) })) })),
});
const { groups } = RulesSchema.parse(parse(read("deploy", "prometheus", "rules.yml")));
const rules = groups.flatMap((group) => group.rules);

const OwnSchema = z.object({ rules: z.array(z.object({ name: z.string() })) });
const own = OwnSchema.parse(parse(read("support", "alerts.yaml"))).rules.map(({ name }) => name);

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());

test("every rule of the desk is there, and beside them the one for a desk that cannot say anything", () => {
  expect(rules.map(({ alert }) => alert).toSorted()).toEqual([...own.map(pascal), "DeskUnreachable"].toSorted());
});

test("each leads to its own place in the runbook", () => {
  const runbook = read("docs", "runbook.md");
  for (const { alert, annotations } of rules) {
    const [, place = ""] = /^\{\{ \$externalLabels\.runbook \}\}#([\w-]+)$/.exec(annotations.runbook_url) ?? [];
    expect(pascal(place)).toBe(alert === "DeskUnreachable" ? "TroubleInGeneral" : alert);
    expect(runbook).toContain(`<a id="${place}"></a>`);
  }
});

test("where the runbook is, the sample says with an address that opens anywhere", () => {
  const ConfigSchema = z.object({ global: z.object({ external_labels: z.object({ runbook: z.url({ protocol: /^https$/ }) }) }) });
  expect(ConfigSchema.safeParse(parse(read("deploy", "prometheus", "prometheus.yml"))).error).toBeUndefined();
});
